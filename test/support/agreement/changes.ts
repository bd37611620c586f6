import { type Change, type JsonObject } from "./change";
import { ownChanges } from "./own-changes";
import { textChanges } from "./text-changes";
import { typedChanges } from "./typed-changes";
import type { Base, Variant } from "./variant";

/** Every change that a base's files in JSON can be made with; thousands. */
export function changesOf(base: Base): Change[] {
  const contents = Object.entries(base.files).map(
    ([file, text]) => [file, JSON.parse(text) as JsonObject] as const,
  );
  return contents.flatMap(([file, content]) => [
    ...typedChanges(file, content),
    ...ownChanges(file, content),
    ...textChanges(file, content),
  ]);
}

/** The base with one change. */
export function applied(base: Base, { kind, what, file, make }: Change): Variant {
  const content = JSON.parse(base.files[file]!) as JsonObject;
  make(content);
  return {
    kind,
    name: `${kind}: ${what}`,
    base: base.name,
    files: { ...base.files, [file]: JSON.stringify(content, null, 2) },
  };
}
