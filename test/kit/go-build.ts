import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { installOnce } from "./install-once";
import { removeTempDir, run, tempDir } from "./processes";

/** Contents by path below the module's folder. */
export type GoFiles = Readonly<Record<string, string>>;
export type GoModule = string | GoFiles | (() => Promise<GoFiles>);

/** Commands to build from a Go module, once. */
export interface GoBuild {
  /** What it is called in messages and in the cache. */
  readonly name: string;
  /** The module: a folder with go.mod and sources, or the files themselves by name, or what makes them. */
  readonly module: GoModule;
  /** What tells one build from another where a function makes the module. @default - the module's contents */
  readonly version?: string;
  /** Package to build, by the name of the binary. */
  readonly commands: Readonly<Record<string, string>>;
  /** How long it takes the first time; told to whoever waits. */
  readonly takes: string;
  /** Linker flags, such as a version. @default "-s -w" */
  readonly ldflags?: string;
}

/**
 * Builds commands of a Go module into a folder of the cache, or finds them there: the folder's name tells the module's
 * contents, so that a changed module is built anew.
 *
 * @returns the folder, with one binary for each of `commands`
 * @throws Error with what to do where Go is missing or the build fails
 */
export async function goBuild(build: GoBuild, cache: string): Promise<string> {
  const folder = goBuildFolder(build, cache);
  await installOnce(folder, () => compile(build, folder));
  return folder;
}

/** The folder that {@link goBuild} builds into, whether or not it is there yet; runs nothing. */
export function goBuildFolder(build: GoBuild, cache: string): string {
  const module = typeof build.module === "function" ? build.version : filesOf(build.module);
  const key = createHash("sha256")
    .update(JSON.stringify([module, build.commands, build.ldflags, process.platform, process.arch]))
    .digest("hex")
    .slice(0, 12);
  return join(cache, `${build.name}-${key}`);
}

async function compile(build: GoBuild, folder: string): Promise<void> {
  process.stderr.write(
    `${build.name} is not built here yet: building it with Go. That takes ${build.takes}, once.\n`,
  );
  const source = tempDir("go-build-");
  mkdirSync(folder, { recursive: true });
  try {
    const { module } = build;
    const files = typeof module === "function" ? await module() : filesOf(module);
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(source, name)), { recursive: true });
      writeFileSync(join(source, name), content);
    }
    // A go.sum that came with the module is kept to; without one, Go's checksum database is the judge, and Go adds to
    // go.mod what the build needs. (`go mod tidy` would fetch what the dependencies' own tests need as well.)
    const mode = existsSync(join(source, "go.sum")) ? "readonly" : "mod";
    for (const [binary, goPackage] of Object.entries(build.commands)) {
      const target = join(folder, binary);
      // Under its name only when it is whole: Go copies it there, and may be stopped meanwhile.
      const part = `${target}.part`;
      await run(
        "go",
        [
          "build",
          `-mod=${mode}`,
          "-trimpath",
          "-ldflags",
          build.ldflags ?? "-s -w",
          "-o",
          part,
          goPackage,
        ],
        { cwd: source, env: { CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false" }, check: true },
      );
      renameSync(part, target);
    }
  } catch (cause) {
    throw new Error(
      `${build.name} could not be built: ${(cause as Error).message}\n` +
        "Install Go (https://go.dev/dl) so that `go` is on the PATH, make the Go module proxy reachable, and try again.",
      { cause },
    );
  } finally {
    removeTempDir(source);
  }
}

function filesOf(module: string | GoFiles): GoFiles {
  return typeof module === "string" ? filesIn(module) : module;
}

function filesIn(folder: string): GoFiles {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}
