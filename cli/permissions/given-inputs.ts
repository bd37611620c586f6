import { checkInputs } from "../../lib/inputs/check";
import { MODULE_INPUTS } from "../../modules/inputs";
import type { ModuleName } from "../../modules/module-names";
import { readRequest, valueOf } from "../doctor/request";
import { valuesInFiles } from "../doctor/variable-files";
import { closest } from "../../lib/suggestions";
import { invalidInput, refusedInput, unknownInput } from "./errors";

/** How inputs are given. */
export interface InputOptions {
  readonly var?: readonly string[];
  readonly varFile?: readonly string[];
}

/**
 * A module's inputs, as `--var` and variable files give them: files come later, as with cdktf.
 *
 * @throws CommandFailure for an input that the module doesn't have, or a value that it refuses
 */
export async function givenInputs(
  module: ModuleName,
  options: InputOptions,
): Promise<Record<string, unknown>> {
  const inputs = MODULE_INPUTS[module];
  const files = await valuesInFiles(process.cwd(), options.varFile ?? []);
  const { given } = await readRequest({ module: [module], var: options.var }, {}, files);
  const values: Record<string, unknown> = {};
  for (const [name, { source }] of given) {
    if (!Object.hasOwn(inputs, name)) {
      // A file is often shared, and has the variables of other stacks, too.
      if (!source.startsWith("--")) continue;
      throw unknownInput(module, name, closest(name, Object.keys(inputs)));
    }
    const value = valueOf(name, inputs[name]!, given);
    if (value?.problem !== undefined) throw invalidInput(source, value.problem);
    values[name] = value?.value;
  }
  const [finding] = checkInputs(inputs, values);
  if (finding !== undefined) throw refusedInput(finding.message);
  return values;
}
