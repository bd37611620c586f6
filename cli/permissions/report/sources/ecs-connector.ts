import {
  decryptToken,
  readParameters,
  readSecrets,
  readToken,
} from "../../../../modules/ecs-connector/execution-role";
import {
  EXECUTE_COMMAND,
  TASK_EXECUTION_POLICY,
} from "../../../../modules/ecs-connector/task-permissions";
import { taskTrust } from "../../../../modules/ecs-connector/trust";
import { POLICY_NAMES, nameOf } from "../../../../modules/naming";
import { PERMISSION_SET_NAMES, type Statement } from "../../../../modules/permissions";
import { listOf } from "../../../iam/statement";
import type { Place } from "../place";
import { resolveTokens } from "../resolve-tokens";
import { grantedSets } from "./granted-sets";
import {
  type Choice,
  type PolicySource,
  type RoleSource,
  type TrustPolicyStatement,
  fixedManagedPolicy,
  guardrailPolicies,
  roleArn,
  setsAsPolicies,
} from "./source";

/** The two roles of a connector on ECS. */
export function ecsConnectorRoles(choice: Choice): RoleSource[] {
  const { place } = choice;
  const arn = roleArn(place, nameOf("connectorRole", place.nameSuffix));
  const executionArn = roleArn(place, nameOf("executionRole", place.nameSuffix));
  return [
    {
      id: "connector",
      title: "Connector's role (ECS task role)",
      purpose: "The connector's own permissions.",
      arn,
      trust: [{ when: null, statements: trustOf(taskTrust(place)) }],
      policies: [
        ...setsAsPolicies(grantedSets(choice, PERMISSION_SET_NAMES)),
        fixedManagedPolicy(
          TASK_EXECUTION_POLICY,
          "Attached because the public module uses one role for both; kept so that an upgrade removes nothing from running tasks.",
        ),
        {
          id: "execute-command",
          kind: "fixed",
          name: POLICY_NAMES.executeCommand,
          purpose: "Lets an operator open a shell in the container (ECS Exec).",
          base: true,
          when: "enableExecuteCommand = true",
          statements: [EXECUTE_COMMAND],
        },
        ...guardrailPolicies([arn, executionArn], choice),
      ],
    },
    {
      id: "execution",
      title: "Execution role",
      purpose:
        "ECS uses it to start the tasks: to pull the image, read the token and write logs. The connector never has it.",
      arn: executionArn,
      trust: [{ when: null, statements: trustOf(taskTrust(place)) }],
      policies: [
        fixedManagedPolicy(TASK_EXECUTION_POLICY, "AWS's managed policy for execution roles."),
        tokenPolicy(
          "read-token",
          "Reads the connector's token, for the container and the image pull.",
          null,
          [statementOf(readToken(tokenSecretArn(place)))],
        ),
        tokenPolicy(
          "decrypt-token",
          "Decrypts the token's secret if it has its own KMS key.",
          "kmsKeyArn is set",
          [statementOf(decryptToken("<kmsKeyArn>"))],
        ),
        tokenPolicy(
          "read-container-secrets",
          "Reads the container's further secrets and parameters.",
          "container.secrets is set",
          [
            statementOf(readSecrets(["<container.secrets>"])),
            statementOf(readParameters(["<container.secrets>"])),
          ],
        ),
        tokenPolicy(
          "decrypt-container-secrets",
          "Decrypts these secrets if they have their own KMS keys.",
          "container.secretsKmsKeyArns is set",
          [statementOf(decryptToken("<container.secretsKmsKeyArns>"))],
        ),
      ],
    },
  ];
}

/** Secrets Manager appends a hyphen and six random characters to a secret's name. */
const tokenSecretArn = ({ partition, region, accountId, nameSuffix }: Place): string =>
  `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${nameOf("tokenSecret", nameSuffix)}-??????`;

const tokenPolicy = (
  id: string,
  purpose: string,
  when: string | null,
  statements: readonly Statement[],
): PolicySource => ({
  id,
  kind: "fixed",
  name: POLICY_NAMES.readToken,
  purpose,
  base: true,
  when,
  statements,
});

/** A statement with lists for actions and resources. */
function statementOf(statement: { Action: string; Resource: unknown }): Statement {
  const { Action, Resource } = statement;
  return {
    Effect: "Allow",
    Action: listOf(Action),
    Resource: listOf(resolveTokens<string>(Resource)),
  };
}

const trustOf = (document: unknown) =>
  resolveTokens<{ Statement: TrustPolicyStatement[] }>(document).Statement;
