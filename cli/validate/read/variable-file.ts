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
 * @param module whose inputs it gives, where that is known
 */
export async function readVariableFile(
  file: string,
  content: Content,
  module?: string,
): Promise<VariableFile> {
  const read = file.endsWith(".json") ? readVariablesJson : readHcl;
  const { body, problems, comments } = await read(file, textIn(content));
  return {
    file,
    ...(module === undefined ? {} : { module }),
    values: body.attributes,
    comments,
    problems: [
      ...notText(file, content),
      ...problems,
      ...[...body.attributes.values()].flatMap(notPlain),
      ...body.blocks.map(({ type, range }) => ({
        message: `A file of variables holds no blocks, such as ${type} here.`,
        mend: `Write ${type} = … for a value, or move the block into a .tf file.`,
        range,
      })),
    ],
  };
}
