import { type Body, valueOf } from "../configuration";
import type { Expression } from "../expression";
import type { Range } from "../range";
import type { Located, LocatedEntry, LocatedObject } from "./located-value";

type Scope = ReadonlyMap<string, Located>;
interface Reader {
  read(expression: Expression, scope?: Scope): Located;
}

/** A block as an object: its arguments, and a list of objects for each type of nested block. */
export function bodyOf(body: Body, reader: Reader, scope: Scope, range: Range): LocatedObject {
  const attributes = [...body.attributes.values()]
    .filter(({ name }) => name !== "dynamic")
    .map(({ name, nameRange, value }): LocatedEntry => ({
      key: { kind: "text", text: name, range: nameRange },
      value: reader.read(value, scope),
    }));
  const byType = new Map<string, Located[]>();
  const add = (type: string, objects: readonly Located[]) =>
    byType.set(type, [...(byType.get(type) ?? []), ...objects]);
  for (const block of body.blocks) {
    if (block.type === "dynamic" && block.labels[0] !== undefined)
      add(block.labels[0], dynamic(block.labels[0], block.body, reader, scope, block.range));
    else add(block.type, [bodyOf(block.body, reader, scope, block.range)]);
  }
  return {
    kind: "object",
    range,
    entries: [
      ...attributes,
      ...[...byType].map(([type, items]) => ({
        key: { kind: "text" as const, text: type, range },
        value: { kind: "list" as const, items, range },
      })),
    ],
  };
}

/** The blocks that a `dynamic` block generates. https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks */
function dynamic(
  type: string,
  body: Body,
  reader: Reader,
  scope: Scope,
  range: Range,
): LocatedObject[] {
  const forEach = valueOf(body, "for_each");
  const iterator = valueOf(body, "iterator");
  const name = iterator?.kind === "reference" ? iterator.root : type;
  const rounds = forEach === undefined ? [] : roundsOf(reader.read(forEach, scope));
  const contents = body.blocks.filter((block) => block.type === "content");
  return rounds.flatMap(({ key, item }) =>
    contents.map((content) =>
      bodyOf(
        content.body,
        reader,
        new Map(scope).set(name, {
          kind: "object",
          range: item.range,
          entries: [
            { key: { kind: "text", text: "key", range: key.range }, value: key },
            { key: { kind: "text", text: "value", range: item.range }, value: item },
          ],
        }),
        range,
      ),
    ),
  );
}

/** The iterations of a `for` or `for_each`; for an unknown collection, one with unknown values. */
export function roundsOf(value: Located): { readonly key: Located; readonly item: Located }[] {
  if (value.kind === "list")
    return value.items.map((item, at) => ({
      key: { kind: "scalar", value: at, range: item.range },
      item,
    }));
  if (value.kind === "object") return value.entries.map(({ key, value: item }) => ({ key, item }));
  if (value.kind === "either") return value.options.flatMap(roundsOf);
  return value.kind === "unknown" ? [{ key: value, item: value }] : [];
}
