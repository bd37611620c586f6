import { Document, isScalar, visit } from "yaml";

/** A key and its value, or a value alone for a list. */
export interface Item {
  readonly key?: string;
  readonly value: unknown;
  /** A comment below it, where the style has comments. */
  readonly hint?: string;
}

/** A line as long as it is. */
const OPTIONS = { lineWidth: 0, flowCollectionPadding: false } as const;

/**
 * An item of a list or map in YAML's block style, without the last line break. Lists of texts and numbers are on one line.
 *
 * @param indent of its lines @param unit of what is below it
 */
export function renderBlock({ key, value, hint }: Item, indent: string, unit: string): string {
  const document = new Document(key === undefined ? [value] : { [key]: value });
  visit(document, {
    Seq: (_, list) => {
      if (list.items.every(isScalar)) list.flow = true;
    },
  });
  return document
    .toString({ ...OPTIONS, indent: unit.length, indentSeq: true })
    .trimEnd()
    .split("\n")
    .concat(hint === undefined ? [] : hint)
    .map((line) => indent + line)
    .join("\n");
}

/**
 * An item between brackets: JSON where the text is JSON.
 *
 * @param text what it is for @param style of JSON on several lines: the indentation of its line, and one step of it
 */
export function renderFlow(
  { key, value }: Item,
  text: string,
  style?: { readonly indent: string; readonly unit: string },
): string {
  if (!text.trimStart().startsWith("{")) {
    const item = new Document(key === undefined ? value : { [key]: value });
    const line = item.toString({ ...OPTIONS, collectionStyle: "flow" }).trim();
    return key === undefined ? line : line.slice(1, -1);
  }
  const json = JSON.stringify(value, null, style?.unit).replaceAll(
    "\n",
    `\n${style?.indent ?? ""}`,
  );
  return key === undefined
    ? json
    : `${JSON.stringify(key)}:${style === undefined ? "" : " "}${json}`;
}
