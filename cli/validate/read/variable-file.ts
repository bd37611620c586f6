import type { VariableFile } from "../model/variable-file";
import { notPlain } from "../variables/plain";
import { readHcl } from "./hcl";
import { readVariablesJson } from "./json";
import { type Content, notText, textIn } from "./text";

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
  { module, isAsked }: Pick<VariableFile, "module" | "isAsked">,
): Promise<VariableFile> {
  const read = file.endsWith(".json") ? readVariablesJson : readHcl;
  const { body, problems, comments } = await read(file, textIn(content));
  return {
    file,
    ...(module === undefined ? {} : { module }),
    isAsked,
    values: body.attributes,
    comments,
    problems: [
      ...notText(file, content),
      ...problems,
      ...[...body.attributes.values()].flatMap(notPlain),
    ],
  };
}
