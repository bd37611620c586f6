import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { installOnce } from "./install-once";
import { run, tempDir } from "./processes";

/** Commands to build from a Go module, once. */
export interface GoBuild {
  /** What it is called in messages and in the cache. */
  readonly name: string;
  /** The module: a folder with go.mod and sources, or the files themselves by name. */
  readonly module: string | Readonly<Record<string, string>>;
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
  const files = typeof build.module === "string" ? filesIn(build.module) : build.module;
  const key = createHash("sha256")
    .update(JSON.stringify([files, build.commands, build.ldflags, process.platform, process.arch]))
    .digest("hex")
    .slice(0, 12);
  const folder = join(cache, `${build.name}-${key}`);
  await installOnce(folder, () => compile(build, files, folder));
  return folder;
}

async function compile(
  build: GoBuild,
  files: Readonly<Record<string, string>>,
  folder: string,
): Promise<void> {
  process.stderr.write(
    `${build.name} is not built here yet: building it with Go. That takes ${build.takes}, once.\n`,
  );
  const source = tempDir("go-build-");
  for (const [name, content] of Object.entries(files)) writeFileSync(join(source, name), content);
  mkdirSync(folder, { recursive: true });
  try {
    // A go.sum that came with the module is kept to; without one, Go's checksum database is the judge.
    if (!existsSync(join(source, "go.sum"))) {
      await run("go", ["mod", "tidy"], { cwd: source, check: true });
    }
    for (const [binary, goPackage] of Object.entries(build.commands)) {
      await run(
        "go",
        [
          "build",
          "-trimpath",
          "-ldflags",
          build.ldflags ?? "-s -w",
          "-o",
          join(folder, binary),
          goPackage,
        ],
        { cwd: source, env: { CGO_ENABLED: "0", GOFLAGS: "-buildvcs=false" }, check: true },
      );
    }
  } catch (cause) {
    throw new Error(
      `${build.name} could not be built: ${(cause as Error).message}\n` +
        "Install Go (https://go.dev/dl) so that `go` is on the PATH, make the Go module proxy reachable, and try again.",
      { cause },
    );
  }
}

function filesIn(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]),
  );
}
