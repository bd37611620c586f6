import { join } from "node:path";
import type { Member } from "../../../fleet/fleet";
import type { Io } from "../../terminal/io";
import { plural } from "../../terminal/plural";
import { HOSTED } from "./engines";
import type { EngineName } from "./engines/names";
import { type Written, destroyCommand } from "./write";

/** Says what was written, and what is left to do. */
export function report(io: Io, folder: string, done: Written): void {
  const { written, unchanged, deleted, removed, ofOthers } = done;
  io.note(
    `${plural(written.length, "file")} written to ${folder}, ${unchanged.length} unchanged` +
      (deleted.length > 0 ? `, deleted: ${deleted.join(", ")}` : "") +
      ".",
  );
  for (const root of removed)
    io.note(
      `${root} is no longer in the fleet, and stays until its connector is destroyed: ${destroyCommand(join(folder, root))}. Then delete the folder.`,
    );
  for (const path of ofOthers)
    io.note(
      `${join(folder, path)} is there for another engine. Delete it, unless both run the fleet.`,
    );
}

/** Says what an engine's runners lose: each apply would make everything anew. */
export function warnOfLocalStates(io: Io, members: readonly Member[], engine: EngineName): void {
  if (HOSTED.includes(engine) && members.some(({ backend }) => backend?.[0] === "local"))
    io.note(
      `Warning: backend is local, and a hosted runner of ${engine} loses its files. Use a remote backend, such as s3, or runners that keep the states.`,
    );
}
