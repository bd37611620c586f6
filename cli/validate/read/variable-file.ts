import type { VariableFile } from "../model/variable-file";
import { readHcl } from "./hcl";
import { readVariablesJson } from "./json";
import { loadParser } from "./parser";

/** Whether a file holds values of variables, by its name. */
export const isVariableFile = (name: string): boolean => /\.tfvars(\.json)?$/.test(name);

/** Reads `.tfvars` or `.tfvars.json`. https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files */
export async function readVariableFile(file: string, text: string): Promise<VariableFile> {
  const read = file.endsWith(".json") ? readVariablesJson : readHcl;
  const { body, problems } = read(await loadParser(), file, text);
  return {
    file,
    values: body.attributes,
    problems: [
      ...problems,
      ...body.blocks.map(({ type, range }) => ({
        message: `A file of variables holds no blocks, such as ${type} here.`,
        mend: `Write ${type} = … for a value, or move the block into a .tf file.`,
        range,
      })),
    ],
  };
}
