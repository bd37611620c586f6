import { readFileSync } from "node:fs";
import { run } from "./processes";

/** The go.mod of a published module, which is downloaded where it is not there yet. */
export async function publishedGoMod(module: string, version: string): Promise<string> {
  const { stdout } = await run("go", ["mod", "download", "-json", `${module}@v${version}`], {
    check: true,
  });
  const { GoMod: file } = JSON.parse(stdout) as { GoMod: string };
  return readFileSync(file, "utf8");
}

/** The version of Go's language that a go.mod asks for. */
export const goVersionOf = (goMod: string): string => /^go (\S+)/m.exec(goMod)?.[1] ?? "1.24";

/** One `replace` of a go.mod. Only the main module's count, so who builds another's commands repeats them. */
export interface Replacement {
  readonly module: string;
  /** Of the whole line: `replace a v1 => b v2`. */
  readonly line: string;
  /** A folder of the module's own repository, which its published archive lacks; undefined for a published module. */
  readonly folder?: string;
}

/** The replacements of a go.mod. https://go.dev/ref/mod#go-mod-file-replace */
export function replacementsOf(goMod: string): Replacement[] {
  const code = goMod.replace(/\/\/.*$/gm, "");
  const blocks = [...code.matchAll(/^replace \(\n([^)]*)\)/gm)].flatMap(([, body = ""]) =>
    body.split("\n"),
  );
  const single = [...code.matchAll(/^replace (?!\()(.+)$/gm)].map(([, body = ""]) => body);
  return [...single, ...blocks].flatMap((text): Replacement[] => {
    const [from = "", to = ""] = text.split("=>").map((part) => part.trim());
    if (to === "") return [];
    return [
      {
        module: from.split(/\s/)[0] ?? from,
        line: `replace ${from} => ${to}`,
        ...(to.startsWith(".") ? { folder: to.replace(/^\.\//, "") } : {}),
      },
    ];
  });
}
