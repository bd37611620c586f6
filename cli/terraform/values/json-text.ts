import { type Node, parseTree } from "jsonc-parser";
import type { Range } from "../range";
import { isTooDeepJson } from "../nesting-depth";
import { type Located, type LocatedEntry, type LocatedText, textIn } from "./located-value";

/** A JSON value; `undefined` where something is hidden. */
type Shape = unknown;

/** Parses a string of JSON; undefined if it is not JSON. In a heredoc, each part has its own line. */
export function parsedJson({ text, range }: LocatedText): Located | undefined {
  if (!/^[[{]/.test(text.trimStart()) || isTooDeepJson(text)) return undefined;
  const root = parseTree(text, [], { disallowComments: true });
  if (root === undefined || root.length === 0) return undefined;
  const lines = text.split("\n").length;
  const isHeredoc = range.end.line - range.start.line >= lines - 1 && lines > 1;
  return fromNode(root, (node) => (isHeredoc ? inHeredoc(text, range, node) : range));
}

/** An object, also if it is a string of JSON. */
export function documentIn(value: Located): Extract<Located, { kind: "object" }> | undefined {
  const read = value.kind === "text" ? parsedJson(value) : value;
  return read?.kind === "object" ? read : undefined;
}

function inHeredoc(text: string, range: Range, { offset, length }: Node): Range {
  const before = text.slice(0, offset).split("\n");
  const within = text.slice(offset, offset + length).split("\n");
  // The text begins below the marker; its indentation is unknown here.
  const line = range.start.line + before.length;
  return {
    file: range.file,
    start: { line, column: 1 },
    end: { line, column: before.at(-1)!.length + within[0]!.length + 1 },
  };
}

function fromNode(node: Node, place: (node: Node) => Range): Located {
  const range = place(node);
  if (node.type === "object")
    return {
      kind: "object",
      range,
      entries: (node.children ?? []).flatMap(({ children: [key, value] = [] }): LocatedEntry[] =>
        key === undefined || value === undefined
          ? []
          : [
              {
                key: { kind: "text", text: String(key.value), range: place(key) },
                value: fromNode(value, place),
              },
            ],
      ),
    };
  if (node.type === "array")
    return {
      kind: "list",
      range,
      items: (node.children ?? []).map((each) => fromNode(each, place)),
    };
  return fromJson(node.value, range);
}

/**
 * Converts a JSON value; all parts have the same range. What `hidden` marks (known after apply, or sensitive) is unknown.
 *
 * @param hidden `true`, or the shape of the value with `true` where something is hidden
 */
export function fromJson(value: Shape, range: Range, hidden: readonly Shape[] = []): Located {
  if (hidden.includes(true)) return { kind: "unknown", range };
  const below = (key: string | number): Shape[] =>
    hidden.flatMap((each) => {
      const part = isContainer(each) ? each[key] : undefined;
      return part === undefined ? [] : [part];
    });
  if (typeof value === "string") return { kind: "text", text: value, range };
  if (!isContainer(value))
    return { kind: "scalar", value: (value ?? null) as number | boolean | null, range };
  if (Array.isArray(value))
    return {
      kind: "list",
      range,
      items: (value as Shape[]).map((item, at) => fromJson(item, range, below(at))),
    };
  const keys = new Set([...hidden.filter(isContainer), value].flatMap((each) => Object.keys(each)));
  return {
    kind: "object",
    range,
    entries: [...keys].map((key) => ({
      key: { kind: "text", text: key, range },
      value: fromJson(value[key] ?? null, range, below(key)),
    })),
  };
}

const isContainer = (value: Shape): value is Record<string | number, Shape> =>
  typeof value === "object" && value !== null;

/** A value as JSON, with gaps for unknown parts. */
export const jsonOf = (value: Located): string => JSON.stringify(shapeOf(value) ?? null);

function shapeOf(value: Located): Shape {
  if (value.kind === "list") return value.items.map(shapeOf);
  if (value.kind === "object")
    return Object.fromEntries(value.entries.map((each) => [each.key.text, shapeOf(each.value)]));
  return value.kind === "scalar" ? value.value : textIn(value);
}
