import { quote } from "./quote";

/** Code that stands as it is. */
export class Code {
  constructor(readonly text: string) {}
}

/** A value in Terraform's language. */
export type WrittenValue =
  | string
  | number
  | boolean
  | null
  | Code
  | readonly WrittenValue[]
  | { readonly [key: string]: WrittenValue | undefined };

/** Attributes by name; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, WrittenValue | undefined>>;

/** A block; an empty line stands between the parts of its body. */
export interface Block {
  readonly block: readonly [type: string, ...labels: string[]];
  readonly body: readonly (Attributes | Block)[];
}

/** Columns up to which a list or an object stands in one line. */
const ONE_LINE = 80;

export const block = (
  header: string | readonly [type: string, ...labels: string[]],
  ...body: readonly (Attributes | Block)[]
): Block => ({ block: typeof header === "string" ? [header] : header, body });

/** Blocks as text, as `terraform fmt` leaves it. https://developer.hashicorp.com/terraform/language/style */
export const writeHcl = (...blocks: readonly Block[]): string =>
  blocks.map((each) => lines(each, "").join("\n")).join("\n\n");

function lines({ block: [type, ...labels], body }: Block, indent: string): string[] {
  const inner = `${indent}  `;
  const parts = body
    .map((part) => (isBlock(part) ? lines(part, inner) : attributeLines(part, inner)))
    .filter((part) => part.length > 0);
  const header = [type, ...labels.map(quote)].join(" ");
  if (parts.length === 0) return [`${indent}${header} {}`];
  return [
    `${indent}${header} {`,
    ...parts.flatMap((part, at) => (at === 0 ? part : ["", ...part])),
    `${indent}}`,
  ];
}

const isBlock = (part: Attributes | Block): part is Block => Array.isArray(part["block"]);

/** Each `=` stands under those of its neighbours, as far as these have one line. */
function attributeLines(attributes: Attributes, indent: string): string[] {
  const lines: string[] = [];
  let short: { name: string; value: string }[] = [];
  const flush = () => {
    const width = short.reduce((most, { name }) => Math.max(most, name.length), 0);
    for (const { name, value } of short) lines.push(`${indent}${name.padEnd(width)} = ${value}`);
    short = [];
  };
  for (const [key, given] of Object.entries(attributes)) {
    if (given === undefined) continue;
    const [name, value] = [keyOf(key), valueOf(given, indent)];
    if (!value.includes("\n")) {
      short.push({ name, value });
      continue;
    }
    flush();
    lines.push(`${indent}${name} = ${value}`);
  }
  flush();
  return lines;
}

/** An object whose first key is a bare `for` would be a for expression. */
const keyOf = (name: string) => (/^(?!for$)[A-Za-z_][\w-]*$/.test(name) ? name : quote(name));

function valueOf(value: WrittenValue, indent: string): string {
  if (typeof value === "string") return quote(value);
  if (value === null || typeof value !== "object") return String(value);
  if (value instanceof Code) return value.text;
  return Array.isArray(value)
    ? listOf(value as readonly WrittenValue[], indent)
    : objectOf(value as Attributes, indent);
}

function listOf(values: readonly WrittenValue[], indent: string): string {
  const inner = `${indent}  `;
  const items = values.map((each) => valueOf(each, inner));
  const line = `[${items.join(", ")}]`;
  if (isOneLine(line)) return line;
  return `[\n${items.map((item) => `${inner}${item},\n`).join("")}${indent}]`;
}

function objectOf(attributes: Attributes, indent: string): string {
  const items = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [`${keyOf(name)} = ${valueOf(value, "")}`],
  );
  if (items.length === 0) return "{}";
  const line = `{ ${items.join(", ")} }`;
  if (isOneLine(line)) return line;
  return `{\n${attributeLines(attributes, `${indent}  `).join("\n")}\n${indent}}`;
}

const isOneLine = (text: string) => !text.includes("\n") && text.length <= ONE_LINE;
