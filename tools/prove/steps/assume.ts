import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Seen, type Step, fail, pass, unknown } from "../step";
import { waitFor } from "../wait-for";
import type { RunContext } from "../run-context";
import { instancesOf } from "./stack-set";

/** Longest time until a new role can be assumed, in minutes. */
const MINUTES = 2;

const TRUST_NOT_ENFORCED = "The emulator does not enforce trust policies.";

/** The substitute for the connector's role; undefined if the caller gave a connector's role. */
const substituteRole = ({ props, stack }: RunContext): string | undefined =>
  props.env["TF_VAR_connectorRoleArn"] ? undefined : stack.variables["TF_VAR_connectorRoleArn"];

/** ARNs of the management account's role and of each member account's. */
async function delegatedRoles(context: RunContext): Promise<string[]> {
  const accounts = new Set((await instancesOf(context)).map(({ Account = "" }) => Account));
  const pattern = context.output("member_role_arn_pattern");
  return [
    context.output("management_account_role_arn"),
    ...[...accounts].map((account) => pattern.replace("*", account)),
  ];
}

/** Assumes a role. @param by the role that assumes it @default - the caller @returns the session's ARN */
async function assume(context: RunContext, role: string, by?: string): Promise<string> {
  const settings = context.settings("sts");
  const sts = new STSClient(
    by === undefined ? settings : { ...settings, credentials: await credentialsOf(context, by) },
  );
  try {
    const credentials = await assumeRole(sts, role, context.props.env["TF_VAR_externalId"]);
    const other = new STSClient({ ...settings, credentials });
    const { Arn = "unknown" } = await other.send(new GetCallerIdentityCommand({}));
    other.destroy();
    return Arn;
  } finally {
    sts.destroy();
  }
}

async function credentialsOf(context: RunContext, role: string) {
  const sts = new STSClient(context.settings("sts"));
  try {
    return await assumeRole(sts, role);
  } finally {
    sts.destroy();
  }
}

async function assumeRole(sts: STSClient, role: string, externalId?: string) {
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "prove", ExternalId: externalId }),
  );
  return {
    accessKeyId: keys!.AccessKeyId!,
    secretAccessKey: keys!.SecretAccessKey!,
    sessionToken: keys!.SessionToken!,
  };
}

/** The connector's role can assume every delegated role. */
export const ASSUMED: Step<RunContext> = {
  id: "assumed",
  title: "The connector's role can assume the delegated roles",
  expected:
    "The role in connectorRoleArn can assume the management account's role and each member account's role.",
  check: async (context): Promise<Seen> => {
    if (context.emulator !== undefined) return unknown(TRUST_NOT_ENFORCED);
    const by = substituteRole(context);
    if (by === undefined)
      return unknown(
        "The role of a running connector can't be assumed from here. Unset TF_VAR_connectorRoleArn to test with a substitute role.",
      );
    const sessions: string[] = [];
    for (const role of await delegatedRoles(context)) {
      let problem = "";
      const session = await waitFor(context, `the role ${role}`, MINUTES, () =>
        assume(context, role, by).catch((error: Error) => {
          problem = error.message;
          return undefined;
        }),
      );
      if (session === undefined) return fail(`${role}: ${problem}`);
      sessions.push(session);
    }
    return pass(`${sessions.join(", ")}.`);
  },
};

/** Other roles and users can't assume the delegated roles. */
export const REFUSED: Step<RunContext> = {
  id: "refused",
  title: "Nobody else can assume them",
  expected: "AWS denies the caller each of these roles, even if the caller is an administrator.",
  check: async (context) => {
    if (context.emulator !== undefined) return unknown(TRUST_NOT_ENFORCED);
    const assumed: string[] = [];
    for (const role of await delegatedRoles(context)) {
      const session = await assume(context, role).catch((error: Error) => {
        if (/AccessDenied/.test(error.name)) return undefined;
        throw error;
      });
      if (session !== undefined) assumed.push(role);
    }
    return assumed.length === 0
      ? pass("AWS denied every role.")
      : fail(`Assumed: ${assumed.join(", ")}.`);
  },
};
