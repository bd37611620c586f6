import type { Attribute, Comment, SyntaxProblem } from "./configuration";
import { type Expression, partsOf } from "./expression";
import { readHcl } from "./read-hcl";
import { readVariablesJson } from "./read-json";
import { type Content, contentProblems, textIn } from "./file-content";

/** A file with values of variables: `.tfvars`, `.tfvars.json`. */
export interface VariableFile {
  readonly file: string;
  /** The module whose inputs it gives, where the user has said so. */
  readonly module?: string;
  /** Whether it was given by its name, and not found in a folder. */
  readonly isRequested: boolean;
  readonly values: ReadonlyMap<string, Attribute>;
  readonly problems: readonly SyntaxProblem[];
  /** Comments that turn a rule off may be among them; JSON has none. */
  readonly comments: readonly Comment[];
}

/** Whether a file holds values of variables, by its name. */
export const isVariableFile = (name: string): boolean => /\.tfvars(\.json)?$/.test(name);

/**
 * Reads `.tfvars` or `.tfvars.json`.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files
 *
 * @param module whose inputs it gives, where that is known; whether the file was given by its name
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

/** Files of variables hold plain values: nothing that something else decides. */
const notPlain = ({ name, value }: Attribute): SyntaxProblem[] =>
  computed(value).map(({ range }) => ({
    message: `${name} is computed; a variable file holds literal values only.`,
    fix: "Write the literal value; compute it in a .tf file.",
    range,
  }));

function computed(expression: Expression): Expression[] {
  if (expression.kind === "reference" || expression.kind === "call") return [expression];
  // Names that a for binds are no references.
  return expression.kind === "for" ? [] : partsOf(expression).flatMap(computed);
}
