import { type ContextEntry, IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import { type Step, fail, pass, unknown } from "../step";
import type { RunContext } from "../run-context";

/** An API call to simulate. */
interface Call {
  readonly action: string;
  readonly resource: string;
  /** Tags of the resource. */
  readonly tags?: Readonly<Record<string, string>>;
  /** The permission set that grants it; skipped if the deployment does not have the set. */
  readonly set?: string;
}

/** Calls to simulate as the connector's role. */
interface Calls {
  readonly allowed: readonly Call[];
  readonly denied: readonly Call[];
}

function callsFor(context: RunContext): Calls {
  const { caller } = context.props;
  const arn = (service: string, region: string, rest: string, account = caller.accountId) =>
    `arn:${caller.partition}:${service}:${region}:${account}:${rest}`;
  const secret = arn("secretsmanager", caller.region, "secret:prove-a1b2c3");
  const own = context.output("connector_role_arn");
  const read = { action: "secretsmanager:GetSecretValue", resource: secret };
  return {
    allowed: [
      {
        action: "sts:AssumeRole",
        resource: arn("iam", "", "role/apono-prove"),
        set: "remote-management",
      },
      { ...read, tags: { "apono-connector-read": "true" }, set: "tagged-secrets" },
      { action: "ec2:DescribeInstances", resource: "*", set: "ec2-read" },
      { action: "iam:ListRoles", resource: "*", set: "iam-access" },
    ],
    denied: [
      { action: "sts:AssumeRole", resource: arn("iam", "", "role/prove-other") },
      read,
      { action: "iam:PutRolePolicy", resource: own },
      { action: "iam:UpdateAssumeRolePolicy", resource: own },
      { action: "s3:GetObject", resource: `arn:${caller.partition}:s3:::prove-other/key` },
    ],
  };
}

/** What the connector's role may do, according to IAM's policy simulator. */
export const ROLE_CAN = roleStep(
  "role-can",
  "Allowed actions of the role",
  "IAM's simulator allows the actions of the granted permission sets.",
  "allowed",
);

/** What the connector's role may not do, according to IAM's policy simulator. */
export const ROLE_CANNOT = roleStep(
  "role-cannot",
  "Denied actions of the role",
  "IAM's simulator denies other roles, untagged secrets, objects in other buckets, and changes to the role itself.",
  "denied",
);

/** A step that simulates calls. https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html */
function roleStep(
  id: string,
  title: string,
  expected: string,
  side: keyof Calls,
): Step<RunContext> {
  return {
    id,
    title,
    expected,
    check: async (context) => {
      if (context.emulator !== undefined) return unknown("The emulator does not enforce policies.");
      const sets = (context.outputs?.["permission_sets"] ?? []) as readonly string[];
      const calls = callsFor(context)[side].filter(
        ({ set }) => set === undefined || sets.includes(set),
      );
      if (calls.length === 0) return unknown("None of the checked permission sets is granted.");
      const iam = new IAMClient(context.settings("iam"));
      const wrong: string[] = [];
      try {
        for (const call of calls) {
          const decision = await decide(iam, context.output("connector_role_arn"), call);
          if ((decision === "allowed") !== (side === "allowed"))
            wrong.push(`${call.action} on ${call.resource}: ${decision}`);
        }
      } finally {
        iam.destroy();
      }
      const list = calls
        .map(({ action, tags }) => `${action}${tags ? " (tagged)" : ""}`)
        .join(", ");
      return wrong.length > 0
        ? fail(`${wrong.join("; ")}.`)
        : pass(`${side === "allowed" ? "Allowed" : "Denied"}: ${list}.`);
    },
  };
}

async function decide(
  iam: IAMClient,
  role: string,
  { action, resource, tags = {} }: Call,
): Promise<string> {
  const tagContext = Object.entries(tags).map(([key, value]): ContextEntry => ({
    ContextKeyName: `aws:ResourceTag/${key}`,
    ContextKeyType: "string",
    ContextKeyValues: [value],
  }));
  const { EvaluationResults: results = [] } = await iam.send(
    new SimulatePrincipalPolicyCommand({
      PolicySourceArn: role,
      ActionNames: [action],
      ResourceArns: [resource],
      ContextEntries: tagContext,
    }),
  );
  return results[0]?.EvalDecision ?? "no decision";
}
