import { type Document, type Node, isCollection, isMap, isPair, isSeq, parseDocument } from "yaml";
import type { Path } from "../../../fleet/document";
import { type Item, renderBlock, renderFlow } from "./render";
import { columnOf, endOfLine, indentOf, indentUnit, newlineOf } from "./text-layout";

/**
 * Adds to a list of a YAML or JSON text, in its style; all else stays byte for byte.
 *
 * @param hint a comment below it, in YAML
 * @returns undefined if the path has no list
 */
export const addToList = (
  text: string,
  path: Path,
  value: unknown,
  hint?: string,
): string | undefined => addItem(text, path, { value, hint });

/** Adds a key to a map, and the map itself where there is none. @returns undefined where something else is there */
export function addToMap(
  text: string,
  path: Path,
  key: string,
  value: unknown,
): string | undefined {
  const isThere = path.length === 0 || nodeAt(parse(text), path) !== undefined;
  return isThere
    ? addItem(text, path, { key, value })
    : addToMap(text, path.slice(0, -1), String(path.at(-1)), { [key]: value });
}

function addItem(text: string, path: Path, item: Item): string | undefined {
  const document = parse(text);
  const node = nodeAt(document, path);
  if (!isCollection(node) || (item.key !== undefined) !== isMap(node)) return undefined;
  const last = node.items.at(-1);
  const [from, to] = node.range!;
  if (last === undefined) return intoEmpty(text, from, to, item);
  const place = { from, to, start: startOf(last), end: endOf(last) };
  if (node.flow === true) return intoFlow(text, place, item);
  const indent = " ".repeat(columnOf(text, isSeq(node) ? from : place.start));
  const lines = renderBlock(item, indent, indentUnit(text));
  const gap = hasGap(text, node.items) ? "\n" : "";
  return insertLines(text, endOfComments(text, endOfLine(text, place.end), indent), gap + lines);
}

const parse = (text: string): Document => parseDocument(text, { merge: true });

const nodeAt = (document: Document, path: Path): unknown =>
  path.length === 0 ? document.contents : document.getIn(path, true);

/** Where a list or map between brackets, and its last item, begin and end. */
interface FlowPlace {
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly end: number;
}

/** Between brackets with nothing in them; a list of YAML's gets lines of its own. */
function intoEmpty(text: string, from: number, to: number, item: Item): string {
  const indent = indentOf(text, from);
  const unit = indentUnit(text);
  const isJson = text.trimStart().startsWith("{");
  const before = text.slice(0, from);
  if (!isJson && item.key === undefined)
    return insertLines(
      before.trimEnd() + text.slice(to),
      before.trimEnd().length,
      renderBlock(item, indent + unit, unit),
    );
  if (!text.includes("\n"))
    return `${before}${text[from]}${renderFlow(item, text)}${text[to - 1]}${text.slice(to)}`;
  const line = `\n${indent + unit}${renderFlow(item, text, { indent: indent + unit, unit })}\n${indent}`;
  return `${before}${text[from]}${line.replaceAll("\n", newlineOf(text))}${text[to - 1]}${text.slice(to)}`;
}

/** After the last item: on a line of its own where that is on one. */
function intoFlow(text: string, { from, to, start, end }: FlowPlace, item: Item): string {
  const indent = indentOf(text, start);
  const unit = indentUnit(text);
  const eol = endOfLine(text, end);
  const isOnOwnLine =
    indent.length === columnOf(text, start) && text.slice(from, start).includes("\n");
  const [rest, comma = "", comment = ""] =
    /^(,?)([ \t]*(?:#.*)?)$/.exec(text.slice(end, eol)) ?? [];
  if (isOnOwnLine && rest !== undefined && eol < to) {
    const line = `\n${indent}${renderFlow(item, text, { indent, unit })}`;
    return `${text.slice(0, end)},${comment}${line.replaceAll("\n", newlineOf(text))}${comma}${text.slice(eol)}`;
  }
  const style = text.includes("\n") ? { indent, unit } : undefined;
  const space = style === undefined && !/[,:] /.test(text) ? "" : " ";
  return `${text.slice(0, end)},${space}${renderFlow(item, text, style)}${text.slice(end)}`;
}

/** Lines of their own, after the line that ends at a place. */
function insertLines(text: string, at: number, lines: string): string {
  const newline = newlineOf(text);
  const before = text.slice(0, at);
  const start = before === "" || before.endsWith("\n") ? "" : newline;
  const rest = start === "" ? text.slice(at) : text.slice(at).replace(/^\r?\n/, "");
  return `${before}${start}${lines.replaceAll("\n", newline)}${newline}${rest}`;
}

/** After the comments that belong to what ends there: further right than the next item. */
function endOfComments(text: string, at: number, indent: string): number {
  const comment = new RegExp(`^\\r?\\n${indent}[ \\t]+#.*`).exec(text.slice(at));
  return comment === null
    ? at
    : endOfComments(text, endOfLine(text, at + comment[0].length), indent);
}

/** Where an item begins: a pair at its key. */
const startOf = (item: unknown): number => ((isPair(item) ? item.key : item) as Node).range![0];

/** Where the last thing in an item ends, before the comments and blank lines after it. */
function endOf(item: unknown): number {
  if (isPair(item)) return endOf(item.value ?? item.key);
  if (isCollection(item) && item.flow !== true && item.items.length > 0)
    return endOf(item.items.at(-1));
  return (item as Node).range![1];
}

/** Whether a blank line is between the last two items. */
function hasGap(text: string, items: readonly unknown[]): boolean {
  const [before, last] = items.slice(-2);
  if (last === undefined) return false;
  return /\n[ \t]*\r?\n/.test(text.slice(endOf(before), startOf(last)));
}
