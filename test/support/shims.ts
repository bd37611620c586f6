import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Env } from "../kit/processes";
import { PROJECT_ROOT } from "../kit/paths";

/** A folder with `npx`, which runs this project's command, whatever version is asked for, and notes its words in a file. */
export function npxShim(folder: string): { readonly env: Env; readonly log: string } {
  const log = join(folder, "npx.log");
  const file = join(folder, "npx");
  writeFileSync(
    file,
    [
      "#!/bin/sh",
      `echo "$@" >> "${log}"`,
      "shift 2 # --yes, and the package",
      // Nobody waits ten minutes for what does not come.
      `for word; do shift; if [ "$word" = --wait ]; then set -- "$@" --wait 3; else set -- "$@" "$word"; fi; done`,
      `exec "${process.execPath}" "${join(PROJECT_ROOT, "cli", "apono-connector.js")}" "$@"`,
      "",
    ].join("\n"),
  );
  chmodSync(file, 0o755);
  return { env: { PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` }, log };
}
