import { join } from "node:path";
import type { Io } from "../../terminal/io";
import { plural } from "../../terminal/plural";
import { type Written, destroyCommand } from "./write";

/** Says what was written, and what is left to do. */
export function report(io: Io, folder: string, done: Written): void {
  const { written, unchanged, deleted, removed } = done;
  io.note(
    `${plural(written.length, "file")} written to ${folder}, ${unchanged.length} unchanged` +
      (deleted.length > 0 ? `, deleted: ${deleted.join(", ")}` : "") +
      ".",
  );
  for (const root of removed)
    io.note(
      `${root} is no longer in the fleet, and stays until its connector is destroyed: ${destroyCommand(join(folder, root))}. Then delete the folder.`,
    );
}
