import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import type { Attribute, Block, Body, SyntaxProblem } from "./configuration";
import type { Expression } from "./expression";
import type { Range } from "./range";
import { ENGINE_ONLY, LABELS } from "./block-types";
import { isTooDeepJson, tooDeep } from "./nesting-depth";
import { type FileContent, emptyContent } from "./read-hcl";
import { Lines } from "./lines";
import { type ReadTemplate, withTemplates } from "./json-templates";
import { loadParser } from "./hcl-parser";

/** Reads `.tf.json`: blocks by their type. */
export const readTerraformJson = (file: string, text: string): Promise<FileContent> =>
  read(file, text, (reader) => {
    const blocks = reader
      .properties(reader.root)
      // A comment, as Terraform reads it.
      .filter(({ key }) => key !== "//")
      .flatMap(({ key, keyNode, value }) => {
        // Unknown block types have no labels here.
        const depth = Object.hasOwn(LABELS, key) ? LABELS[key]! : 0;
        return reader.blocks(key, keyNode, value, depth, []);
      });
    return { attributes: new Map(), blocks, range: reader.range(reader.root) };
  });

/** Reads `.tfvars.json`: names and plain values. */
export const readVariablesJson = (file: string, text: string): Promise<FileContent> =>
  read(file, text, (reader) => reader.body(reader.root, false));

/** Loads the HCL parser only if a template needs it. */
async function read(
  file: string,
  text: string,
  bodyOf: (reader: JsonReader) => Body,
): Promise<FileContent> {
  if (isTooDeepJson(text)) return emptyContent(file, [tooDeep(file)]);
  const reader = new JsonReader(file, text);
  const { problems } = reader;
  const body = bodyOf(reader);
  if (reader.unread.size === 0) return { body, problems, comments: [] };
  return withTemplates(await loadParser(), [...reader.unread], (readTemplate) => {
    reader.readTemplate = readTemplate;
    return { body: bodyOf(reader), problems, comments: [] };
  });
}

/** Arguments whose strings are literals, not templates. */
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
  /** Templates that still need the parser. */
  readonly unread = new Set<string>();
  readTemplate?: ReadTemplate;
  private readonly lines: Lines;

  constructor(
    file: string,
    private readonly text: string,
  ) {
    this.lines = new Lines(file, text);
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true });
    for (const { error, offset, length } of errors) {
      this.problems.push({
        message: `Invalid JSON: ${spaced(printParseErrorCode(error))}.`,
        range: this.between(offset, offset + length),
      });
    }
    this.root = root ?? { type: "object", offset: 0, length: 0, children: [] };
  }

  range(node: Node): Range {
    return this.between(node.offset, node.offset + node.length);
  }

  properties(node: Node): Property[] {
    if (node.type !== "object") return [];
    return (node.children ?? []).flatMap(({ children: [keyNode, value] = [] }) => {
      if (keyNode === undefined || value === undefined) return [];
      return [{ key: String(keyNode.value), keyNode, value }];
    });
  }

  /** The blocks below `depth` levels of labels; each level is an object or a list of them, and `null` is none. */
  blocks(type: string, head: Node, value: Node, depth: number, labels: readonly string[]): Block[] {
    const items = value.type === "array" ? (value.children ?? []) : [value];
    const objects = items.filter((item) => item.type === "object");
    if (labels.length === depth)
      return objects.map((item) => ({
        type,
        labels,
        body: this.body(item, true, type),
        range: this.range(head),
      }));
    // Here even "//" is a label.
    return objects
      .flatMap((item) => this.properties(item))
      .flatMap(({ key, keyNode, value: inner }) =>
        this.blocks(type, keyNode, inner, depth, [...labels, key]),
      );
  }

  /**
   * @param templates whether strings may hold expressions
   * @param type of the block: some arguments of some types are literals
   */
  body(node: Node, templates = true, type = ""): Body {
    const attributes = this.properties(node)
      .filter(({ key }) => key !== "//")
      .map(({ key, keyNode, value }): [string, Attribute] => [
        key,
        {
          name: key,
          nameRange: this.range(keyNode),
          value:
            type !== "" && ENGINE_ONLY.has(key)
              ? { kind: "unreadable", range: this.range(value) }
              : this.expression(value, templates && !LITERAL[type]?.includes(key)),
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
          : { kind: "literal", value: String(node.value), range };
      case "number":
        return { kind: "literal", value: Number(this.textOf(node)), range };
      default:
        return { kind: "literal", value: node.value as boolean | null, range };
    }
  }

  private template(value: string, range: Range): Expression {
    // Most are plain references, which need no parser.
    const [root, ...steps] =
      /^\$\{([a-z_]\w*(?:\.[A-Za-z_][\w-]*)*)\}$/.exec(value)?.[1]?.split(".") ?? [];
    if (root !== undefined && steps.length > 0) return { kind: "reference", root, steps, range };
    if (this.readTemplate === undefined) this.unread.add(value);
    return this.readTemplate?.(value, range) ?? { kind: "unreadable", range };
  }

  private textOf(node: Node): string {
    return this.text.slice(node.offset, node.offset + node.length);
  }

  private between(start: number, end: number): Range {
    return this.lines.between(start, end);
  }
}

/** `CommaExpected` → `comma expected` */
const spaced = (code: string) => code.replace(/(?<=.)([A-Z])/g, " $1").toLowerCase();
