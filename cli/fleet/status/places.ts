import type { Member } from "../../../fleet/fleet";
import { assumedRole } from "../../aws/assumed-role";
import { Aws } from "../../aws/client";
import { ASSUME_ROLE, AwsFailure } from "../../aws/failure";
import { type Caller, callerOf } from "../../doctor/caller-identity";
import { RuntimeFailure } from "../../status/runtime";
import type { Env } from "../../terminal/io";

/** An account and region, with the client that calls them as the connector is deployed. */
export interface Place extends Caller {
  readonly aws: Aws;
}

/** The accounts and regions of a fleet. Each is opened once, however many connectors it has. */
export class Places {
  private readonly opened = new Map<string, Promise<Place>>();

  constructor(private readonly env: Env) {}

  /** @throws AwsFailure or RuntimeFailure if the account can't be accessed */
  of(member: Member): Promise<Place> {
    const { account, region, assumeRole, profile } = member;
    const key = JSON.stringify([account, region, assumeRole, profile]);
    const place = this.opened.get(key) ?? open(member, this.env);
    this.opened.set(key, place);
    return place;
  }
}

async function open({ account, region, assumeRole, profile }: Member, env: Env): Promise<Place> {
  const settings = { env, region, profile };
  const credentials = assumeRole === undefined ? undefined : assumedRole(assumeRole, settings);
  await credentials?.().catch((error: unknown) => {
    throw isDenied(error) ? notAssumed(assumeRole!, error.code) : error;
  });
  const aws = new Aws({ ...settings, credentials, progress: () => undefined });
  const own = await aws.region();
  if (own === undefined) throw noRegion();
  const caller = await callerOf(aws, own);
  if (account !== undefined && caller.accountId !== account)
    throw otherAccount(account, caller.accountId);
  return { ...caller, aws };
}

const isDenied = (error: unknown): error is AwsFailure =>
  error instanceof AwsFailure && error.kind === "denied" && error.action === ASSUME_ROLE;

const notAssumed = (role: string, code: string) =>
  new RuntimeFailure(
    "unanswered",
    `The role ${role} can't be assumed (${code}).`,
    "Allow sts:AssumeRole on it in your permissions, and your identity in its trust policy; or correct assumeRole.",
  );

const noRegion = () =>
  new RuntimeFailure(
    "unanswered",
    "No AWS region is set.",
    "Set region in the fleet file, or AWS_REGION.",
  );

const otherAccount = (account: string, actual: string) =>
  new RuntimeFailure(
    "unanswered",
    `The credentials belong to the account ${actual}, not to ${account}.`,
    "Set assumeRole or profile for the account, or correct account.",
  );
