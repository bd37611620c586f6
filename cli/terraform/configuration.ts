import type { Expression } from "./expression";
import type { Range } from "./range";

/** `name = value` */
export interface Attribute {
  readonly name: string;
  readonly nameRange: Range;
  readonly value: Expression;
  readonly range: Range;
}

/**
 * The content of a block. In JSON, nested blocks can't be distinguished from attributes without the schema: there they are
 * attributes. {@link nestedBlocks} reads both.
 */
export interface Body {
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly blocks: readonly Block[];
  readonly range: Range;
}

/** `resource "aws_iam_role" "connector" { … }` */
export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
  /** The range of type and labels. */
  readonly range: Range;
}

/** A syntax error. */
export interface SyntaxProblem {
  readonly message: string;
  /** @default - the message says it */
  readonly fix?: string;
  readonly range: Range;
}

/** The Terraform files of one folder. */
export interface Module {
  /** As a user would write it; `.` for the current folder. */
  readonly folder: string;
  /** The files that were read, sorted. */
  readonly files: readonly string[];
  readonly blocks: readonly Block[];
  readonly problems: readonly SyntaxProblem[];
  /**
   * `root`: deployed as it is; `module`: called by another folder, or a published module of this project; `either`: below a
   * folder that could not be read completely, which may call it.
   */
  readonly role: "root" | "module" | "either";
  /** The folders that its calls lead to by a path, by their source as it is written. */
  readonly calls: ReadonlyMap<string, string>;
  /** Whether one of its files contains Apono's name, as every part of a connector does. */
  readonly mentionsApono: boolean;
  /** All comments, among them those that suppress a rule. */
  readonly comments: readonly Comment[];
  /** Values of variables from `terraform.tfvars` and `*.auto.tfvars`. */
  readonly autoLoadedValues?: ReadonlyMap<string, Attribute>;
  /** Reads a file as `file` does; undefined if it doesn't exist or is too long. */
  readonly readBeside?: (path: string) => string | undefined;
}

/** A comment of a file in HCL. */
export interface Comment {
  readonly text: string;
  /** Whether nothing else is on its line. */
  readonly isOnOwnLine?: boolean;
  readonly range: Range;
}

/** Blocks of a type, filtered by labels: `blocksOf(module, "resource", "aws_iam_role")`. */
export const blocksOf = (
  { blocks }: { readonly blocks: readonly Block[] },
  type: string,
  ...labels: readonly string[]
): Block[] =>
  blocks.filter(
    (block) => block.type === type && labels.every((label, index) => block.labels[index] === label),
  );

/** An attribute's value. */
export const valueOf = (body: Body, name: string): Expression | undefined =>
  body.attributes.get(name)?.value;

/** Whether an attribute is the literal true. */
export function isTrue(body: Body, name: string): boolean {
  const value = valueOf(body, name);
  return value?.kind === "literal" && String(value.value) === "true";
}

/** Whether a variable or an output is sensitive or ephemeral. */
export const isHidden = (body: Body): boolean =>
  isTrue(body, "sensitive") || isTrue(body, "ephemeral");

/**
 * The bodies of nested blocks: written as blocks, as the content of `dynamic` blocks, or as objects in JSON, alone or in a
 * list.
 */
export function nestedBlocks(body: Body, name: string): Body[] {
  const written = body.blocks.filter((block) => block.type === name).map((block) => block.body);
  const dynamic = body.blocks
    .filter((block) => block.type === "dynamic" && block.labels[0] === name)
    .flatMap((block) => nestedBlocks(block.body, "content"));
  const value = valueOf(body, name);
  const dynamicValue = valueOf(body, "dynamic");
  return [
    ...written,
    ...dynamic,
    ...(value === undefined ? [] : bodiesOf(value)),
    ...(dynamicValue === undefined
      ? []
      : bodiesOf(dynamicValue)
          .flatMap((each) => nestedBlocks(each, name))
          .flatMap((each) => nestedBlocks(each, "content"))),
  ];
}

/** The bodies of an object, or of the objects in a list. */
export function bodiesOf(value: Expression): Body[] {
  if (value.kind === "list") return value.items.flatMap(bodiesOf);
  return value.kind === "object" ? [bodyOf(value)] : [];
}

/** Converts an object to the body of a block. */
export function bodyOf(value: Extract<Expression, { kind: "object" }>): Body {
  const attributes = value.entries.flatMap(({ key, value: entry }): [string, Attribute][] =>
    key.kind === "literal"
      ? [
          [
            String(key.value),
            {
              name: String(key.value),
              nameRange: key.range,
              value: entry,
              range: { ...key.range, end: entry.range.end },
            },
          ],
        ]
      : [],
  );
  return { attributes: new Map(attributes), blocks: [], range: value.range };
}

/** Every attribute of a body and of the blocks inside it. */
export function* everyAttribute(body: Body): Generator<Attribute> {
  yield* body.attributes.values();
  for (const block of body.blocks) yield* everyAttribute(block.body);
}
