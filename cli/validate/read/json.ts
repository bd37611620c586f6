import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Parser } from "web-tree-sitter";
import type { Attribute, Block, Body, SyntaxProblem } from "../model/configuration";
import type { Expression } from "../model/expression";
import { type Range, startOf } from "../model/range";
import { textValue } from "../value-text";
import { LABELS } from "./blocks";
import { isTooDeepJson, tooDeep } from "./depth";
import { type FileContent, nothingIn } from "./hcl";
import { Lines } from "./lines";
import { numberOf } from "./number";
import { parsedTemplate } from "./parsed-template";
import { loadParser } from "./parser";
import { quickTemplate } from "./quick-template";

/** Reads `.tf.json`: blocks by their type. */
export const readTerraformJson = (file: string, text: string): Promise<FileContent> =>
  read(file, text, (reader) => {
    const blocks = reader
      .properties(reader.root, true)
      // A comment, as Terraform reads it.
      .filter(({ key }) => key !== "//")
      .flatMap(({ key, keyNode, value }) => {
        // One that Terraform doesn't have is told with those of the other files.
        const depth = Object.hasOwn(LABELS, key) ? LABELS[key]! : 0;
        return reader.blocks(key, keyNode, value, depth, []);
      });
    return { attributes: new Map(), blocks, range: reader.range(reader.root) };
  });

/** Reads `.tfvars.json`: names and plain values. */
export const readVariablesJson = (file: string, text: string): Promise<FileContent> =>
  read(file, text, (reader) => reader.body(reader.root, false));

/** Loads the parser of HCL only where a template asks for it. */
async function read(
  file: string,
  text: string,
  bodyOf: (reader: JsonReader) => Body,
): Promise<FileContent> {
  if (isTooDeepJson(text)) return nothingIn(startOf(file), [tooDeep(startOf(file))]);
  const quick = new JsonReader(file, text);
  const body = bodyOf(quick);
  if (!quick.needsParser) return { body, problems: quick.problems, comments: [] };
  const whole = new JsonReader(file, text, await loadParser());
  return { body: bodyOf(whole), problems: whole.problems, comments: [] };
}

/** Arguments whose strings Terraform takes as they are, whatever stands in them. */
const LITERAL: Readonly<Record<string, readonly string[]>> = {
  variable: ["default", "description", "type"],
  output: ["description"],
};

interface Property {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node;
}

class JsonReader {
  readonly problems: SyntaxProblem[] = [];
  readonly root: Node;
  /** Whether a template was left unread, for want of a parser. */
  needsParser = false;
  private readonly lines: Lines;

  constructor(
    file: string,
    private readonly text: string,
    private readonly parser?: Parser,
  ) {
    this.lines = new Lines(file, text);
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true });
    for (const { error, offset, length } of errors) {
      this.problems.push({
        message: `This is not JSON: ${spaced(printParseErrorCode(error))}.`,
        range: this.between(offset, offset + length),
      });
    }
    this.root = root ?? { type: "object", offset: 0, length: 0, children: [] };
    if (this.root.type !== "object")
      this.problem("A file of Terraform in JSON is one object.", this.root);
  }

  problem(message: string, node: Node): void {
    this.problems.push({ message, range: this.range(node) });
  }

  range(node: Node): Range {
    return this.between(node.offset, node.offset + node.length);
  }

  /** @param repeated whether a name may come twice, as those of blocks may */
  properties(node: Node, repeated = false): Property[] {
    if (node.type !== "object") return [];
    const seen = new Set<string>();
    return (node.children ?? []).flatMap(({ children: [keyNode, value] = [] }) => {
      if (keyNode === undefined || value === undefined) return [];
      const key = String(keyNode.value);
      if (!repeated && seen.has(key) && key !== "//")
        this.problem(`"${key}" is set twice in one object.`, keyNode);
      seen.add(key);
      return [{ key, keyNode, value }];
    });
  }

  /** Blocks below as many levels of labels; at each level an object, or a list of them. `null` is no block. */
  blocks(type: string, head: Node, value: Node, depth: number, labels: readonly string[]): Block[] {
    const what = [type, ...labels].join(".");
    const alone = value.type === "null" ? [] : [value];
    const items = value.type === "array" ? (value.children ?? []) : alone;
    const objects = items.filter((item) => item.type === "object");
    for (const item of items)
      if (item.type !== "object") this.problem(`"${what}" holds objects.`, item);
    if (labels.length === depth)
      return objects.map((item) => ({
        type,
        labels,
        body: this.body(item, true, type),
        range: this.range(head),
      }));
    // Here even "//" is a label.
    const labelled = objects.flatMap((item) => this.properties(item, true));
    if (labelled.length === 0 && items.length === objects.length)
      this.problem(
        `"${what}" holds nothing, where ${depth - labels.length === 1 ? "a name" : "a type"} is a key.`,
        value,
      );
    return labelled.flatMap(({ key, keyNode, value: inner }) =>
      this.blocks(type, keyNode, inner, depth, [...labels, key]),
    );
  }

  /**
   * @param templates whether strings may hold expressions
   * @param type the block's, of which some arguments are read before there are values
   */
  body(node: Node, templates = true, type = ""): Body {
    const attributes = this.properties(node)
      .filter(({ key }) => key !== "//")
      .map(({ key, keyNode, value }): [string, Attribute] => [
        key,
        {
          name: key,
          nameRange: this.range(keyNode),
          value: this.expression(value, templates && !LITERAL[type]?.includes(key)),
          source: value.type === "string" ? String(value.value) : this.textOf(value),
          range: this.between(keyNode.offset, value.offset + value.length),
        },
      ]);
    return { attributes: new Map(attributes), blocks: [], range: this.range(node) };
  }

  private expression(node: Node, templates: boolean): Expression {
    const range = this.range(node);
    switch (node.type) {
      case "object":
        return {
          kind: "object",
          entries: this.properties(node).map(({ keyNode, value }) => ({
            key: this.expression(keyNode, templates),
            value: this.expression(value, templates),
          })),
          range,
        };
      case "array":
        return {
          kind: "list",
          items: (node.children ?? []).map((item) => this.expression(item, templates)),
          range,
        };
      case "string":
        return templates && /[$%]\{/.test(String(node.value))
          ? this.template(String(node.value), range)
          : { kind: "literal", value: textValue(String(node.value)), range };
      case "number":
        return numberOf(this.textOf(node), range);
      default:
        return { kind: "literal", value: node.value as boolean | null, range };
    }
  }

  private template(value: string, range: Range): Expression {
    return quickTemplate(value, range) ?? this.parsed(value, range);
  }

  private parsed(value: string, range: Range): Expression {
    if (this.parser === undefined) {
      this.needsParser = true;
      return { kind: "unreadable", range };
    }
    const read = parsedTemplate(this.parser, value, range);
    if (read !== undefined) return read;
    this.problems.push({
      message: "The expression in this text is not Terraform's syntax.",
      range,
    });
    return { kind: "unreadable", range };
  }

  private textOf(node: Node): string {
    return this.text.slice(node.offset, node.offset + node.length);
  }

  private between(start: number, end: number): Range {
    return this.lines.between(start, end);
  }
}

/** `CommaExpected` as words. */
const spaced = (code: string) => code.replace(/(?<=.)([A-Z])/g, " $1").toLowerCase();
