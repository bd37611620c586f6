import {
  decryptToken,
  readParameters,
  readSecrets,
  readToken,
} from "../../../modules/ecs-connector/execution-role";
import {
  EXECUTE_COMMAND,
  TASK_EXECUTION_POLICY,
} from "../../../modules/ecs-connector/task-permissions";
import { taskTrust } from "../../../modules/ecs-connector/trust";
import { POLICY_NAMES, nameOf } from "../../../modules/naming";
import { policyDocument } from "../../../modules/permissions";
import { resolveTokens } from "../report/resolve-tokens";
import {
  type HandOverPlace,
  type HandedRole,
  type RolePaths,
  arnOf,
  connectorPolicies,
  suffixOf,
} from "./handed-role";
import type { HandOverInputs } from "./inputs";

/** What the two roles of a connector on ECS need. */
export function ecsRoles(inputs: HandOverInputs, place: HandOverPlace): HandedRole[] {
  const paths = inputs["roles"] as RolePaths;
  const { namePrefix, roleName, permissionsBoundaryArn } = inputs;
  const suffix = suffixOf(inputs, place, inputs.connectorId);
  const named = (kind: "connectorRole" | "executionRole" | "tokenSecret") =>
    nameOf(kind, suffix, namePrefix ?? "");
  const name = roleName ?? named("connectorRole");
  const executionName = named("executionRole");
  const own = [name, executionName].map((each) => arnOf(place, paths.path, each));
  const { inline, managedPolicyArns } = connectorPolicies(inputs, paths, place, own);
  const shared = {
    path: paths.path,
    trust: resolveTokens<object>(taskTrust(place)),
    permissionsBoundaryArn,
  };
  const executeCommand = {
    name: POLICY_NAMES.executeCommand,
    document: policyDocument([EXECUTE_COMMAND], place.partition),
  };
  return [
    {
      ...shared,
      id: "connector",
      input: "roles.taskRoleArn",
      name,
      description: "What the Apono connector may do",
      inline: [...inline, ...(inputs["enableExecuteCommand"] === true ? [executeCommand] : [])],
      managedPolicyArns,
    },
    {
      ...shared,
      id: "execution",
      input: "roles.executionRoleArn",
      name: executionName,
      description: "Starts the Apono connector's ECS tasks: image, token, logs",
      inline: [
        {
          name: POLICY_NAMES.readToken,
          document: {
            Version: "2012-10-17",
            Statement: tokenStatements(inputs, place, named("tokenSecret")),
          },
        },
      ],
      managedPolicyArns: [`arn:${place.partition}:iam::aws:policy/${TASK_EXECUTION_POLICY}`],
    },
  ];
}

/** What ECS reads to start a task. Secrets Manager appends a hyphen and six characters to a secret's name. */
function tokenStatements(
  inputs: HandOverInputs,
  { partition, region, accountId }: HandOverPlace,
  secretName: string,
): object[] {
  const { secrets, secretsKmsKeyArns } = inputs["container"] as {
    readonly secrets: Readonly<Record<string, string>>;
    readonly secretsKmsKeyArns: readonly string[];
  };
  const arns = [...new Set(Object.values(secrets))];
  const secretArns = arns
    .filter((arn) => arn.includes(":secretsmanager:"))
    .map((arn) => arn.split(":").slice(0, 7).join(":"));
  const parameterArns = arns.filter((arn) => arn.includes(":ssm:"));
  const token =
    (inputs["aponoTokenSecretArn"] as string | null) ??
    `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${secretName}-??????`;
  const keys = [inputs["kmsKeyArn"] as string | null, ...secretsKmsKeyArns];
  return [
    readToken(token),
    ...keys.flatMap((key) => (key === null ? [] : [decryptToken(key)])),
    ...(secretArns.length > 0 ? [readSecrets([...new Set(secretArns)])] : []),
    ...(parameterArns.length > 0 ? [readParameters(parameterArns)] : []),
  ];
}
