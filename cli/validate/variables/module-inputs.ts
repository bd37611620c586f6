import { type Inputs, isRequired } from "../../../lib/inputs/declaration";
import { STACK_INPUTS } from "../../../modules/stack-inputs";
import type { ModuleName } from "../../../modules/module-names";

/** Inputs with another name in the deployable stacks, so that they can be set in the environment. */
const STACK_NAMES: Readonly<Record<string, string>> = { APONO_TOKEN: "aponoToken" };

/** The input that a variable is for. */
export const inputNamed = (variable: string): string =>
  Object.hasOwn(STACK_NAMES, variable) ? STACK_NAMES[variable]! : variable;

/** The variable names of a module's inputs. */
export const variableNames = (inputs: Inputs): string[] => [
  ...Object.keys(inputs),
  ...Object.keys(STACK_NAMES).filter((name) => STACK_NAMES[name]! in inputs),
];

/** The module with the most of these names as inputs; undefined if it is not clear. */
export function moduleOf(names: readonly string[]): ModuleName | undefined {
  const scores = Object.entries(STACK_INPUTS).map(([module, inputs]) => {
    const known = variableNames(inputs);
    const score = names.filter((name) => known.includes(name)).length;
    const missing = Object.entries(inputs).filter(
      ([name, input]) => isRequired(input) && !names.includes(name),
    ).length;
    return { module: module as ModuleName, score, missing };
  });
  scores.sort((a, b) => b.score - a.score || a.missing - b.missing);
  const [first, second] = scores;
  if (first === undefined || first.score === 0) return undefined;
  const isClear = first.score > second!.score || first.missing < second!.missing;
  return isClear ? first.module : undefined;
}
