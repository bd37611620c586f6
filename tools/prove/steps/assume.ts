import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type Seen, type Step, fail, pass, untold } from "../step";
import { eventually } from "../waiting";
import type { World } from "../world";
import { instancesOf } from "./stack-set";

/** IAM takes a moment until a new role can be assumed. */
const MINUTES = 2;

const TAKES_EVERYBODY =
  "The emulator lets everybody assume any role, be it there or not: what a trust policy refuses does not show.";

/** The role that stands in for the connector's; undefined where the caller gave a connector's own. */
const standIn = ({ props, stack }: World): string | undefined =>
  props.env["TF_VAR_connectorRoleArn"] ? undefined : stack.variables["TF_VAR_connectorRoleArn"];

async function delegated(world: World): Promise<string[]> {
  const accounts = new Set((await instancesOf(world)).map(({ Account = "" }) => Account));
  const pattern = world.output("member_role_arn_pattern");
  return [
    world.output("management_account_role_arn"),
    ...[...accounts].map((account) => pattern.replace("*", account)),
  ];
}

/** Assumes a role. @param by the role that does it; the caller where there is none */
async function assume(world: World, role: string, by?: string): Promise<string> {
  const settings = world.settings("sts");
  const sts = new STSClient(
    by === undefined ? settings : { ...settings, credentials: await keysOf(world, by) },
  );
  try {
    const credentials = await keysFrom(sts, role, world.props.env["TF_VAR_externalId"]);
    const other = new STSClient({ ...settings, credentials });
    const { Arn = "nobody" } = await other.send(new GetCallerIdentityCommand({}));
    other.destroy();
    return Arn;
  } finally {
    sts.destroy();
  }
}

async function keysOf(world: World, role: string) {
  const sts = new STSClient(world.settings("sts"));
  try {
    return await keysFrom(sts, role);
  } finally {
    sts.destroy();
  }
}

async function keysFrom(sts: STSClient, role: string, externalId?: string) {
  const { Credentials: keys } = await sts.send(
    new AssumeRoleCommand({ RoleArn: role, RoleSessionName: "prove", ExternalId: externalId }),
  );
  return {
    accessKeyId: keys!.AccessKeyId!,
    secretAccessKey: keys!.SecretAccessKey!,
    sessionToken: keys!.SessionToken!,
  };
}

/** The connector gets in everywhere. */
export const ASSUMED: Step<World> = {
  id: "assumed",
  title: "The connector's role assumes the others",
  expected:
    "The role that connectorRoleArn names can assume the role of the management account and that of every member account.",
  check: async (world): Promise<Seen> => {
    if (world.emulator !== undefined) return untold(TAKES_EVERYBODY);
    const by = standIn(world);
    if (by === undefined)
      return untold(
        "The role of a running connector can't be taken from here. Leave TF_VAR_connectorRoleArn out: a role is made that stands in for it.",
      );
    const sessions: string[] = [];
    for (const role of await delegated(world)) {
      let problem = "";
      const session = await eventually(world, `the role ${role}`, MINUTES, () =>
        assume(world, role, by).catch((error: Error) => {
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

/** Nobody else gets in. */
export const REFUSED: Step<World> = {
  id: "refused",
  title: "Nobody else assumes them",
  expected: "The caller, although an administrator, is refused each of these roles.",
  check: async (world) => {
    if (world.emulator !== undefined) return untold(TAKES_EVERYBODY);
    const open: string[] = [];
    for (const role of await delegated(world)) {
      const session = await assume(world, role).catch((error: Error) => {
        if (/AccessDenied/.test(error.name)) return undefined;
        throw error;
      });
      if (session !== undefined) open.push(role);
    }
    return open.length === 0 ? pass("Refused each time.") : fail(`Assumed: ${open.join(", ")}.`);
  },
};
