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
 * What is between the braces of a block. In JSON, blocks inside a resource can't be told from attributes without its
 * schema: there they are attributes. {@link nestedBlocks} reads either.
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
  /** The block's head: type and labels. */
  readonly range: Range;
}

/** What is wrong with a file's syntax. */
export interface SyntaxProblem {
  readonly message: string;
  /** How to fix it, where the message alone doesn't say. */
  readonly fix?: string;
  readonly range: Range;
}

/** One module: the Terraform files of one folder. */
export interface Module {
  /** The folder, as a user would write it; `.` for the one that the command runs in. */
  readonly folder: string;
  /** Files that were read, in order. */
  readonly files: readonly string[];
  readonly blocks: readonly Block[];
  readonly problems: readonly SyntaxProblem[];
  /**
   * `root`: deployed as it is; `module`: called by others (another folder of the same workspace names it as a source, or it
   * is a published module of this project); `either`: below a folder that could not be read, which may call it.
   */
  readonly role: "root" | "module" | "either";
  /** The folders that its calls lead to by a path, by their source as it is written. */
  readonly calls: ReadonlyMap<string, string>;
  /** Whether Apono's name is in one of its files: nothing of a connector goes without it. */
  readonly mentionsApono: boolean;
  /** Comments that turn a rule off, by the line that they speak of. */
  readonly comments: readonly Comment[];
  /** Values of variables that Terraform takes by itself: of `terraform.tfvars` and `*.auto.tfvars`. */
  readonly autoLoadedValues?: ReadonlyMap<string, Attribute>;
  /** The text of another file, as `file` reads it; undefined where it is not there or too long. */
  readonly readBeside?: (path: string) => string | undefined;
}

/** A comment of a file in HCL. */
export interface Comment {
  readonly text: string;
  /** Whether nothing else stands on its line. */
  readonly isOnOwnLine?: boolean;
  readonly range: Range;
}

/** Blocks of one type, with as many labels as are given: `blocksOf(module, "resource", "aws_iam_role")`. */
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

/** Whether a flag is set. */
export function isTrue(body: Body, name: string): boolean {
  const value = valueOf(body, name);
  return value?.kind === "literal" && String(value.value) === "true";
}

/** Whether a variable or an output keeps its value from being shown. */
export const isHidden = (body: Body): boolean =>
  isTrue(body, "sensitive") || isTrue(body, "ephemeral");

/**
 * The bodies of the nested blocks of a name: written as blocks, as `dynamic` blocks (their content), or as objects in
 * JSON, alone or in a list.
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

/** Objects as bodies: one, or those of a list. */
export function bodiesOf(value: Expression): Body[] {
  if (value.kind === "list") return value.items.flatMap(bodiesOf);
  return value.kind === "object" ? [bodyOf(value)] : [];
}

/** An object as the body of a block. */
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
