import {
  READ_TOKEN_POLICY_NAME,
  decryptToken,
  executionRoleName,
  readToken,
} from "../../../../modules/ecs-connector/roles";
import {
  EXECUTE_COMMAND,
  EXECUTE_COMMAND_POLICY_NAME,
  TASK_EXECUTION_POLICY,
} from "../../../../modules/ecs-connector/task-permissions";
import { tokenSecretName } from "../../../../modules/ecs-connector/token-secret";
import { taskTrust } from "../../../../modules/ecs-connector/trust";
import {
  PERMISSION_SET_NAMES,
  type Statement,
  ownConnectorRoleName,
} from "../../../../modules/permissions";
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
  const arn = roleArn(place, resolveTokens(ownConnectorRoleName(place.nameSuffix)));
  const executionArn = roleArn(place, resolveTokens(executionRoleName(place.nameSuffix)));
  return [
    {
      id: "connector",
      title: "Connector's role (ECS task role)",
      purpose: "What the connector itself works with.",
      arn,
      trust: [{ when: null, statements: trustOf(taskTrust(place)) }],
      policies: [
        ...setsAsPolicies(grantedSets(choice, PERMISSION_SET_NAMES)),
        fixedManagedPolicy(
          TASK_EXECUTION_POLICY,
          "Attached since the module that this one replaces used one role for both; kept so that an upgrade takes nothing from running tasks.",
        ),
        {
          id: "execute-command",
          kind: "fixed",
          name: EXECUTE_COMMAND_POLICY_NAME,
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
        "With it ECS starts the tasks: pulls the image, reads the token, writes the logs. The connector never has it.",
      arn: executionArn,
      trust: [{ when: null, statements: trustOf(taskTrust(place)) }],
      policies: [
        fixedManagedPolicy(TASK_EXECUTION_POLICY, "AWS's own policy for execution roles."),
        tokenPolicy(
          "read-token",
          "Reads the connector's token, for the container and the image pull.",
          null,
          [statementOf(readToken(tokenSecretArn(place)))],
        ),
        tokenPolicy(
          "decrypt-token",
          "Decrypts the token's secret, where it has a KMS key of its own.",
          "kmsKeyArn is set",
          [statementOf(decryptToken("<kmsKeyArn>"))],
        ),
      ],
    },
  ];
}

/** Secrets Manager adds a hyphen and six signs of its own to a secret's name. */
const tokenSecretArn = ({ partition, region, accountId, nameSuffix }: Place): string =>
  `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${resolveTokens<string>(tokenSecretName(nameSuffix))}-??????`;

const tokenPolicy = (
  id: string,
  purpose: string,
  when: string | null,
  statements: readonly Statement[],
): PolicySource => ({
  id,
  kind: "fixed",
  name: READ_TOKEN_POLICY_NAME,
  purpose,
  base: true,
  when,
  statements,
});

/** A statement of the module's with lists throughout. */
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
