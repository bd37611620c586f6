import type { EscalationPath } from "./paths";
import { type Condition, listOf } from "./statement";
import { coversArn } from "./wildcards";

/**
 * Whether requests of an escalation path meet a condition, if the caller chooses its values freely: `never`, `always` or
 * `maybe`.
 */
export type Truth = "never" | "maybe" | "always";

/**
 * A key's value in requests of a path: the values that the caller can choose from, or absent. Undefined if unknown.
 */
type Known = readonly string[] | "absent" | undefined;

/** AWS managed policies that allow everything, directly or through IAM. */
const ADMINISTRATORS = ["AdministratorAccess", "IAMFullAccess", "PowerUserAccess"].map(
  (name) => `arn:aws:iam::aws:policy/${name}`,
);

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html */
function knownOf(key: string, action: string, path: EscalationPath): Known {
  switch (key.toLowerCase()) {
    case "iam:passedtoservice":
      return path.passedTo;
    case "iam:policyarn":
      return ADMINISTRATORS;
    case "iam:permissionsboundary":
      // An attacker creates roles without a boundary. Deleting a boundary needs a role that has one.
      return /^iam:Delete\w+PermissionsBoundary$/.test(action) ? undefined : "absent";
    case "aws:multifactorauthpresent":
    case "aws:multifactorauthage":
      // Sessions of tasks and pods never have it.
      return "absent";
    default:
      return undefined;
  }
}

/** Whether an action of a path meets a condition, with all of its operators and keys. */
export function truthOf(
  condition: Condition | undefined,
  action: string,
  path: EscalationPath,
): Truth {
  const parts = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      partOf(operator, key, listOf(values), knownOf(key, action, path)),
    ),
  );
  if (parts.includes("never")) return "never";
  return parts.includes("maybe") ? "maybe" : "always";
}

function partOf(operator: string, key: string, values: readonly string[], known: Known): Truth {
  if (/^Date(Less|Equals)/.test(operator) && isTime(key)) return isPast(values) ? "never" : "maybe";
  const [, qualified, name, isOptional] = /^(For\w+:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (known === undefined || qualified !== undefined || name === undefined) return "maybe";
  if (name === "Null") return always(listOf(values).includes("true") === (known === "absent"));
  const isNegated = /Not(Equals|Like)/.test(name);
  if (known === "absent") return always(isNegated || isOptional !== undefined);
  const matching = known.filter((each) => values.some((value) => matches(name, value, each)));
  const meeting = isNegated ? known.length - matching.length : matching.length;
  if (meeting === 0) return "never";
  return meeting === known.length ? "always" : "maybe";
}

const always = (is: boolean): Truth => (is ? "always" : "never");

/** ARNs and services are compared without their partition: `aws-cn`, `.amazonaws.com.cn`. */
function matches(operator: string, value: string, known: string): boolean {
  const plain = value
    .replace(/^arn:[^:]*:/, "arn:aws:")
    .replace(/\.amazonaws\.com\.cn$/, ".amazonaws.com");
  return /Like|^Arn/.test(operator) ? coversArn(plain, known) : plain === known;
}

const isTime = (key: string): boolean => /^aws:(TokenIssueTime|CurrentTime|EpochTime)$/i.test(key);

const isPast = (values: readonly string[]): boolean =>
  values.every((value) => timeOf(value) < Date.now());

/** ISO 8601, or seconds since 1970. */
const timeOf = (value: string): number =>
  /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value);
