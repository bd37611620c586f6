import type { Problem } from "../finding";
import { type Json, at, isObject } from "../plan/json-value";
import type { Plan, PlannedResource } from "../plan/plan";
import { fixForStored } from "./fixes";
import { isSecretName } from "./secret-names";
import { detectSecret } from "./detect-secret";
import { startOf } from "../../terraform/range";
import { fromJson } from "../../terraform/values/json-text";
import { leafValues } from "./leaf-values";

type Path = readonly (string | number)[];

const KEEP_PLAN_SAFE =
  "Until then, protect this plan like the secret itself, and delete it after the apply.";

/** Secrets in a plan: in variables, changes, outputs and configuration. */
export const planSecrets = (plan: Plan): Problem[] => [
  ...inVariables(plan),
  ...plan.changes.flatMap((change, index) => inChange(plan, change, index)),
  ...inOutputs(plan),
  ...inConfiguration(plan),
];

const inVariables = (plan: Plan): Problem[] =>
  Object.entries(plan.variables).flatMap(([name, value]) => {
    const isSecret = textsIn(value, name).some(
      (each) =>
        each.text !== "" &&
        (detectSecret(each.name, each.text) !== undefined || isSecretName(each.name)),
    );
    if (!isSecret) return [];
    return [
      {
        message: `The plan stores the value of var.${name}.`,
        fix: `Declare it with ephemeral = true, and pass it only to write-only arguments or inputs. ${KEEP_PLAN_SAFE}`,
        range: plan.rangeOf(["variables", name]),
        secret: true,
      },
    ];
  });

function inChange(plan: Plan, change: PlannedResource, index: number): Problem[] {
  const reported = new Set<string>();
  return textsIn(change.after).flatMap(({ name, text, path, steps }): Problem[] => {
    const what = detectSecret(name, text);
    const where = path.join(".");
    // Report a sensitive document once.
    const isSensitive = text !== "" && isMarked(change.afterSensitive, steps);
    if (what === undefined && (!isSensitive || reported.has(steps.join()))) return [];
    reported.add(steps.join());
    return [
      {
        message:
          what === undefined
            ? `${change.address}: ${steps.filter((step) => typeof step === "string").join(".")} is sensitive, and the plan shows its value.`
            : `${change.address}: ${where} holds ${what} in plain text.`,
        fix: `${fixForStored(`${change.type}.${where}`)} ${KEEP_PLAN_SAFE}`,
        range: plan.rangeOf(["resource_changes", index, "change", "after", ...steps]),
        secret: true,
        ...(what === undefined && { severity: "warning" as const }),
      },
    ];
  });
}

function inOutputs(plan: Plan): Problem[] {
  const outputs = at(plan.json, "planned_values", "outputs");
  return Object.entries(isObject(outputs) ? outputs : {}).flatMap(([name, output]) => {
    const isSensitive = at(output, "sensitive") === true;
    const isSecret = textsIn(at(output, "value"), name).some(
      (each) =>
        detectSecret(each.name, each.text) !== undefined || (isSensitive && each.text !== ""),
    );
    if (!isSecret) return [];
    return [
      {
        message: `output.${name} holds a secret in plain text.`,
        fix: `Remove the output, or output the ARN of the secret instead. ${KEEP_PLAN_SAFE}`,
        range: plan.rangeOf(["planned_values", "outputs", name]),
        secret: true,
      },
    ];
  });
}

/** Literals in the configuration, which a plan contains. */
function inConfiguration(plan: Plan): Problem[] {
  return textsIn(plan.json["configuration"]).flatMap(({ name: called, text, steps }) => {
    const index = steps.lastIndexOf("constant_value");
    if (index < 1) return [];
    const name = index === steps.length - 1 ? String(steps[index - 1]) : called;
    const what = detectSecret(name, text);
    if (what === undefined) return [];
    return [
      {
        message: `The plan's configuration holds ${what} in plain text, as ${name}.`,
        fix: `Remove it from the configuration, and replace the secret. ${KEEP_PLAN_SAFE}`,
        range: plan.rangeOf(["configuration", ...steps]),
        secret: true,
      },
    ];
  });
}

/** Whether a value, or one that contains it, is marked. */
const isMarked = (marks: Json, path: Path): boolean =>
  [...path, ""].some((_, length) => at(marks, ...path.slice(0, length)) === true);

/** Every string in a JSON value. @param name of the value */
const textsIn = (json: Json | undefined, name = "") =>
  leafValues(fromJson(json, ANYWHERE), [], name).flatMap(({ value, ...leaf }) =>
    value.kind === "text" ? [{ ...leaf, text: value.text }] : [],
  );

/** A placeholder: places in a plan are computed for findings only. */
const ANYWHERE = startOf("");
