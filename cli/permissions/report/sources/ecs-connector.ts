import { decryptToken, readToken } from "../../../../modules/ecs-connector/roles";
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
