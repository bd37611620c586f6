import { type ContextEntry, IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { type Step, fail, pass, untold } from "../step";
import type { World } from "../world";

/** One call, and whether the role may make it. */
interface Question {
  readonly action: string;
  readonly resource: string;
  /** Tags of the resource. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The permission set that grants it; asked only where the deployment has it. */
  readonly set?: string;
}

/** What is asked of the connector's role. */
interface Questions {
  readonly may: readonly Question[];
  readonly mayNot: readonly Question[];
}

function questionsFor(world: World): Questions {
  const { caller } = world.props;
  const arn = (service: string, region: string, rest: string, account = caller.accountId) =>
    `arn:${caller.partition}:${service}:${region}:${account}:${rest}`;
  const secret = arn("secretsmanager", caller.region, "secret:prove-a1b2c3");
  const own = world.output("connector_role_arn");
  const read = { action: "secretsmanager:GetSecretValue", resource: secret };
  return {
    may: [
      {
        action: "sts:AssumeRole",
        resource: arn("iam", "", "role/apono-prove"),
        set: "remote-management",
      },
      { ...read, tags: { "apono-connector-read": "true" }, set: "tagged-secrets" },
      { action: "ec2:DescribeInstances", resource: "*", set: "ec2-read" },
      { action: "iam:ListRoles", resource: "*", set: "iam-access" },
    ],
    mayNot: [
      { action: "sts:AssumeRole", resource: arn("iam", "", "role/prove-other") },
      read,
      { action: "iam:PutRolePolicy", resource: own },
      { action: "iam:UpdateAssumeRolePolicy", resource: own },
      { action: "s3:GetObject", resource: `arn:${caller.partition}:s3:::prove-other/key` },
    ],
  };
}

/** What the connector's role may do, by IAM's own judgement. */
export const ROLE_CAN = roleStep(
  "role-can",
  "What the role may do",
  "IAM's simulator allows what the granted permission sets are for.",
  "may",
);

/** What the connector's role may not do. */
export const ROLE_CANNOT = roleStep(
  "role-cannot",
  "What the role may not do",
  "IAM's simulator refuses other roles, secrets without the tag, objects of other buckets, and changes of the role itself.",
  "mayNot",
);

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
function roleStep(id: string, title: string, expected: string, side: keyof Questions): Step<World> {
  return {
    id,
    title,
    expected,
    check: async (world) => {
      if (world.emulator !== undefined)
        return untold("The emulator enforces no policy, so it has nothing to say of them.");
      const sets = (world.outputs?.["permission_sets"] ?? []) as readonly string[];
      const asked = questionsFor(world)[side].filter(
        ({ set }) => set === undefined || sets.includes(set),
      );
      if (asked.length === 0) return untold("No permission set that is asked about is granted.");
      const iam = new IAMClient(world.settings("iam"));
      const wrong: string[] = [];
      try {
        for (const question of asked) {
          const decision = await decide(iam, world.output("connector_role_arn"), question);
          if ((decision === "allowed") !== (side === "may"))
            wrong.push(`${question.action} on ${question.resource}: ${decision}`);
        }
      } finally {
        iam.destroy();
      }
      const told = asked
        .map(({ action, tags }) => `${action}${tags ? " (tagged)" : ""}`)
        .join(", ");
      return wrong.length > 0
        ? fail(`${wrong.join("; ")}.`)
        : pass(`${side === "may" ? "Allowed" : "Refused"}: ${told}.`);
    },
  };
}

async function decide(
  iam: IAMClient,
  role: string,
  { action, resource, tags = {} }: Question,
): Promise<string> {
  const context = Object.entries(tags).map(([key, value]): ContextEntry => ({
    ContextKeyName: `aws:ResourceTag/${key}`,
    ContextKeyType: "string",
    ContextKeyValues: [value],
  }));
  const { EvaluationResults: results = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: role,
      ActionNames: [action],
      ResourceArns: [resource],
      ContextEntries: context,
    }),
  );
  return results[0]?.EvalDecision ?? "no decision";
}
