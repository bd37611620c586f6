import type { Attribute, Comment, SyntaxProblem } from "./configuration";
import { type Expression, partsOf } from "./expression";
import { readHcl } from "./read-hcl";
import { readVariablesJson } from "./read-json";
import { type Content, contentProblems, textIn } from "./file-content";

/** A `.tfvars` or `.tfvars.json` file. */
export interface VariableFile {
  readonly file: string;
  /** The module that it is for. @default - unknown */
  readonly module?: string;
  /** Whether the user named it, rather than its folder. */
  readonly isRequested: boolean;
  readonly values: ReadonlyMap<string, Attribute>;
  readonly problems: readonly SyntaxProblem[];
  /** Comments, among them those that suppress a rule. JSON has none. */
  readonly comments: readonly Comment[];
}

export const isVariableFile = (name: string): boolean => /\.tfvars(\.json)?$/.test(name);

/**
 * Reads `.tfvars` or `.tfvars.json`.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 *
 * @param module that it is for, if known; whether the user named the file
 */
export async function readVariableFile(
  file: string,
  content: Content,
  { module, isRequested }: Pick<VariableFile, "module" | "isRequested">,
): Promise<VariableFile> {
  const read = file.endsWith(".json") ? readVariablesJson : readHcl;
  const { body, problems, comments } = await read(file, textIn(content));
  return {
    file,
    ...(module === undefined ? {} : { module }),
    isRequested,
    values: body.attributes,
    comments,
    problems: [
      ...contentProblems(file, content),
      ...problems,
      ...[...body.attributes.values()].flatMap(notPlain),
    ],
  };
}

/** Variable files hold literal values only. */
const notPlain = ({ name, value }: Attribute): SyntaxProblem[] =>
  computed(value).map(({ range }) => ({
    message: `${name} is computed; a variable file holds literal values only.`,
    fix: "Write the literal value; compute it in a .tf file.",
    range,
  }));

function computed(expression: Expression): Expression[] {
  if (expression.kind === "reference" || expression.kind === "call") return [expression];
  // Names that a for expression binds are not references.
  return expression.kind === "for" ? [] : partsOf(expression).flatMap(computed);
}
