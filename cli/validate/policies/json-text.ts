import { type Node, parseTree } from "jsonc-parser";
import type { Json } from "../model/plan";
import type { Range } from "../model/range";
import type { Value } from "../value";
import { UNKNOWN } from "../value";
import { ENCODED } from "../functions";
import type { Located, LocatedText } from "./located";

/** A text of JSON as a value; undefined where it is none. In a heredoc each part has its own line. */
export function parsedJson({ text, range }: LocatedText): Located | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) return undefined;
  const root = parseTree(text, [], { disallowComments: true });
  if (root === undefined || root.length === 0) return undefined;
  const lines = text.split("\n").length;
  const isHeredoc = range.end.line - range.start.line >= lines - 1 && lines > 1;
  const place = (node: Node): Range => (isHeredoc ? inHeredoc(text, range, node) : range);
  return fromNode(root, place);
}

function inHeredoc(text: string, range: Range, { offset, length }: Node): Range {
  const before = text.slice(0, offset).split("\n");
  const within = text.slice(offset, offset + length).split("\n");
  // The text begins on the line below the marker; how far it is indented there is not known here.
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
      entries: (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
        key === undefined || value === undefined
          ? []
          : [
              {
                key: { kind: "text" as const, text: String(key.value), range: place(key) },
                value: fromNode(value, place),
              },
            ],
      ),
    };
  if (node.type === "array")
    return {
      kind: "list",
      range,
      items: (node.children ?? []).map((child) => fromNode(child, place)),
    };
  return node.type === "string"
    ? { kind: "text", text: String(node.value), range }
    : { kind: "scalar", value: node.value as number | boolean | null, range };
}

/** A value that the evaluator found, all of it in one place. */
export function fromValue(value: Value, range: Range, name?: string): Located {
  if (value === UNKNOWN) return { kind: "unknown", range, ...(name === undefined ? {} : { name }) };
  if (typeof value === "string") return { kind: "text", text: value, range };
  if (typeof value !== "object" || value === null)
    return { kind: "scalar", value: value as number | boolean | null, range };
  if (Array.isArray(value))
    return { kind: "list", items: value.map((item) => fromValue(item as Value, range)), range };
  if (ENCODED in value)
    return fromValue((value as { [key: string]: Value })[ENCODED] as Value, range);
  return {
    kind: "object",
    range,
    entries: Object.entries(value).map(([key, item]) => ({
      key: { kind: "text", text: key, range },
      value: fromValue(item as Value, range),
    })),
  };
}

/**
 * A value of a plan. What is marked in `hidden` (known after apply, or sensitive) is unknown.
 *
 * @param hidden `true`, or the shape of the value with `true` where something is hidden
 */
export function fromPlan(value: Json, hidden: readonly Json[], range: Range): Located {
  if (hidden.includes(true)) return { kind: "unknown", range };
  const below = (key: string | number): Json[] =>
    hidden.flatMap((each) => {
      const part =
        typeof each === "object" && each !== null
          ? (each as { readonly [key: string]: Json })[key]
          : undefined;
      return part === undefined ? [] : [part];
    });
  if (typeof value === "string") return { kind: "text", text: value, range };
  if (typeof value !== "object" || value === null) return { kind: "scalar", value, range };
  if (Array.isArray(value))
    return {
      kind: "list",
      range,
      items: (value as readonly Json[]).map((item, at) => fromPlan(item, below(at), range)),
    };
  const shapes = hidden.filter((each) => typeof each === "object" && each !== null);
  const keys = new Set([...shapes, value].flatMap((each) => Object.keys(each as object)));
  return {
    kind: "object",
    range,
    entries: [...keys].map((key) => ({
      key: { kind: "text", text: key, range },
      value: fromPlan((value as { readonly [key: string]: Json })[key] ?? null, below(key), range),
    })),
  };
}
