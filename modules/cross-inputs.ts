import {
  type CrossRule,
  type GivenValues,
  type PlainValue,
  checkTogether,
  distinct,
  distinctKeys,
  eitherFilled,
  emptyWith,
  falseWith,
  filledUnless,
  fitTogether,
  isIn,
  notBoth,
  notBothFilled,
  onlyWith,
} from "../lib/inputs/cross-rules";
import { CHART_RULES } from "./eks-connector/chart-rules";
import { SESSION_TAGS } from "./eks-connector/workload-identity-input";
import { FARGATE_MEMORY } from "./ecs-connector/fargate";
import { ecsConnectorInputs } from "./ecs-connector/inputs";
import type { ModuleName } from "./module-names";
import { type ResourceKind, SUFFIX, roomFor } from "./naming";
import { QUOTAS } from "./permissions/quotas";

/** What inputs must satisfy together, where nothing of AWS is needed to tell. */

/** Every connector: chosen permissions, or none. */
export const CHOSEN_PERMISSIONS: CrossRule = {
  at: "permissionSets",
  ...onlyWith("withPermissions", "permissionSets"),
  message: "permissionSets ([permissionSets]) is set, but withPermissions is false.",
  fix: "Set only one of the two.",
};

/** ecs-connector: one source of the token. */
export const ONE_TOKEN: CrossRule = {
  at: "aponoTokenSecretArn",
  ...notBoth("aponoToken", "aponoTokenSecretArn"),
  message: "aponoToken and aponoTokenSecretArn ({aponoTokenSecretArn}) are both set.",
  fix: "Set only one of the two.",
};

/** ecs-connector: memory that Fargate has for the CPU. `offered` is what {@link FARGATE_MEMORY} has. */
export const FARGATE_SIZE: CrossRule = {
  at: "memory",
  ...isIn("memory", "offered"),
  message: "memory: Fargate does not offer {memory} MiB with cpu = {cpu}.",
  fix: "Use one of [offered] with this CPU.",
};

/** ecs-connector: the tasks have a security group. */
export const SOME_SECURITY_GROUP: CrossRule = {
  at: "createSecurityGroup",
  ...filledUnless("createSecurityGroup", "securityGroupIds"),
  message:
    "createSecurityGroup is false, and securityGroupIds is empty: the tasks would have none.",
  fix: "Give at least one security group, or leave createSecurityGroup out.",
};

/** ecs-connector: what an existing log group has is its owner's. */
export const EXISTING_LOG_GROUP_RULES: readonly CrossRule[] = ["logs.kmsKeyArn", "logs.class"].map(
  (attribute) => ({
    at: "logs",
    ...notBoth("logs.existingGroupName", attribute),
    message: `logs.existingGroupName ({logs.existingGroupName}) and ${attribute} ({${attribute}}) are both set.`,
    fix: "Set only one of the two: an existing log group stays as its owner made it.",
  }),
);

/** ecs-connector: ECS refuses a variable that is a plain value and a secret. */
export const DISTINCT_VARIABLES: CrossRule = {
  at: "container",
  ...distinctKeys("container.environmentVariables", "container.secrets"),
  message: "container.environmentVariables and container.secrets have a variable in common.",
  fix: "Keep it in one of the two.",
};

/** Names of the roles that a module makes, which have the least room. */
const fittingNames = (kinds: readonly ResourceKind[]): CrossRule => {
  const room = roomFor(kinds, QUOTAS.roleName);
  return {
    at: "namePrefix",
    ...fitTogether("namePrefix", "nameSuffix", { room, usual: SUFFIX.length }),
    message: `namePrefix: a role's name with {namePrefix} and nameSuffix would be longer than the ${QUOTAS.roleName} characters that IAM allows.`,
    fix: `Use at most ${room} characters for namePrefix and nameSuffix together; without nameSuffix the suffix has ${SUFFIX.length}.`,
  };
};

export const FITTING_NAMES = {
  "ecs-connector": fittingNames(["connectorRole", "executionRole"]),
  "eks-connector": fittingNames(["connectorRole"]),
} as const;

/** Every connector: what would go to a role of the module's own. @param arn the input of a role that others make */
const withoutOwnRole = (arn: string): readonly CrossRule[] =>
  [
    ...["roleName", "permissionSets", "grantedRolesBoundaryArn"].map(
      (input) => [input, notBoth(arn, input)] as const,
    ),
    ...["extraManagedPolicyArns", "extraManagedPolicies", "protectedRoleNames"].map(
      (input) => [input, emptyWith(arn, input)] as const,
    ),
    ["exclusivePolicies", falseWith(arn, "exclusivePolicies")] as const,
  ].map(([input, rule]) => ({
    at: input,
    ...rule,
    message: `${input} and ${arn} ({${arn}}) are both set.`,
    fix: "Set only one of the two: the module grants nothing to a role that others make, and changes nothing of it.",
  }));

export const WITHOUT_OWN_ROLE = {
  "ecs-connector": withoutOwnRole("roles.taskRoleArn"),
  "eks-connector": withoutOwnRole("role.arn"),
} as const;

/** org-delegation: accounts that get the role, or that don't. */
export const ONE_ACCOUNT_LIST: CrossRule = {
  at: "excludedAccountIds",
  ...notBothFilled("onlyAccountIds", "excludedAccountIds"),
  message:
    "onlyAccountIds ([onlyAccountIds]) and excludedAccountIds ([excludedAccountIds]) are both set.",
  fix: "Set only one of the two.",
};

/** org-delegation: at least one unit, in either input. */
export const SOME_UNIT: CrossRule = {
  at: "organizationalUnitIds",
  ...eitherFilled("organizationalUnitIds", "organizationalUnits"),
  message: "organizationalUnitIds and organizationalUnits are both empty.",
  fix: "Give 1 to 50 units, or the organization's root alone.",
};

/** org-delegation: a delegated administrator's account may be in one of the units, and then has both roles. */
export const DISTINCT_ROLE_NAMES: CrossRule = {
  at: "memberRoleName",
  ...distinct("managementRoleName", "memberRoleName"),
  message:
    "memberRoleName: {memberRoleName} is also managementRoleName, and one account can have both roles.",
  fix: "Use another name for one of the two.",
};

/** The rules of each module. */
const CROSS_RULES: Readonly<Record<ModuleName, readonly CrossRule[]>> = {
  "ecs-connector": [
    ONE_TOKEN,
    FARGATE_SIZE,
    CHOSEN_PERMISSIONS,
    SOME_SECURITY_GROUP,
    DISTINCT_VARIABLES,
    ...EXISTING_LOG_GROUP_RULES,
    FITTING_NAMES["ecs-connector"],
    ...WITHOUT_OWN_ROLE["ecs-connector"],
  ],
  "eks-connector": [
    CHOSEN_PERMISSIONS,
    FITTING_NAMES["eks-connector"],
    ...WITHOUT_OWN_ROLE["eks-connector"],
    ...CHART_RULES,
    SESSION_TAGS,
  ],
  "org-delegation": [ONE_ACCOUNT_LIST, DISTINCT_ROLE_NAMES, SOME_UNIT],
  "account-delegation": [],
};

/** What is wrong with plain values of a module's inputs together. */
export function checkCrossInputs(module: ModuleName, given: GivenValues) {
  const values = withAttributes(module === "ecs-connector" ? withOffered(given) : given);
  return CROSS_RULES[module].flatMap((rule) => {
    const found = checkTogether(rule, values);
    return found === undefined ? [] : [{ at: rule.at, ...found }];
  });
}

/** With the defaults of `cpu` and `memory`, and the memory that Fargate offers for the CPU. */
function withOffered(given: GivenValues): GivenValues {
  const cpu = given.get("cpu") ?? ecsConnectorInputs.cpu.default;
  const memory = given.get("memory") ?? ecsConnectorInputs.memory.default;
  // The rule of cpu itself reports a size that Fargate does not have.
  const offered = typeof cpu === "number" ? FARGATE_MEMORY[cpu] : undefined;
  return new Map([...given, ...Object.entries({ cpu, memory, ...(offered && { offered }) })]);
}

/** With the attributes of objects as `input.attribute`. */
const withAttributes = (given: GivenValues): GivenValues =>
  new Map(
    [...given].flatMap(([name, value]): [string, PlainValue][] => [
      [name, value],
      ...(typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(value)
            .filter(([, each]) => each !== null)
            .map(([attribute, each]): [string, PlainValue] => [`${name}.${attribute}`, each])
        : []),
    ]),
  );
