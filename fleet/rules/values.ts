import { checkInputs } from "../../lib/inputs/check";
import type { PlainValue } from "../../lib/inputs/cross-rules";
import { checkCrossInputs } from "../../modules/cross-inputs";
import { MODULE_INPUTS } from "../../modules/inputs";
import type { Fault, Path } from "../document";
import { roleGivers } from "../role-givers";
import { requiredInputs } from "../schema";
import type { Case } from "./case";

export function checkValues({ document, file, members, member, index, at }: Case): Fault[] {
  const { name, module, inputs } = member;
  const place = (input: string): Path =>
    file.connectors[index]!.inputs?.[input] !== undefined
      ? [...at, "inputs", input]
      : file.defaults?.inputs?.[module]?.[input] !== undefined
        ? ["defaults", "inputs", module, input]
        : at;
  const missing = requiredInputs(module)
    .filter((input) => inputs[input] == null)
    .filter((input) => input !== "connectorRoleArn" || roleGivers(member, members).length !== 1)
    .map((input) =>
      document.fault(
        at,
        input === "connectorRoleArn"
          ? `${name}: it is not known whose role it trusts. Name one connector in dependsOn, or set connectorRoleArn in inputs.`
          : `${name}: inputs.${input} is missing, and ${module} needs it.`,
      ),
    );
  const wrong = checkInputs(MODULE_INPUTS[module], inputs).map(({ input, message }) =>
    document.fault(place(input), `${name}: ${message}`),
  );
  const together = checkCrossInputs(
    module,
    new Map(Object.entries(inputs) as [string, PlainValue][]),
  ).map(({ at: input, message, fix }) =>
    document.fault(place(input), `${name}: ${message} ${fix}`),
  );
  return [...missing, ...wrong, ...together];
}
