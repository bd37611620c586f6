import { writeFileSync } from "node:fs";
import {
  ActivateOrganizationsAccessCommand,
  CloudFormationClient,
} from "@aws-sdk/client-cloudformation";
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  CreateOrganizationalUnitCommand,
  EnableAWSServiceAccessCommand,
  ListRootsCommand,
  MoveAccountCommand,
  OrganizationsClient,
} from "@aws-sdk/client-organizations";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { clientConfig, emulatorEnv } from "./aws-emulator";
import type { Env } from "./processes";

/** Keys of an account's administrator. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

/** An organization in the emulator: which accounts it has is up to whoever makes them. */
export interface Organization {
  readonly id: string;
  readonly rootId: string;
  readonly client: OrganizationsClient;
}

/** What StackSets must be trusted as. */
export const STACK_SETS_SERVICE = "member.org.stacksets.cloudformation.amazonaws.com";

export interface OrganizationOptions {
  /** @default "ALL" */
  readonly features?: "ALL" | "CONSOLIDATED_BILLING";
  /**
   * Whether StackSets may act in the organization; `"organizations"` for trusted access that was enabled in Organizations
   * alone, which does not activate StackSets.
   *
   * @default true
   */
  readonly trustedAccess?: boolean | "organizations";
  /** Decides the partition, each of which has organizations of its own. @default "us-east-1" */
  readonly region?: string;
}

/** Makes an organization whose management account is that of the emulator's ordinary keys. */
export async function makeOrganization(
  endpoint: string,
  options: OrganizationOptions = {},
): Promise<Organization> {
  const { features = "ALL", trustedAccess = true, region = "us-east-1" } = options;
  const client = new OrganizationsClient({ ...clientConfig(endpoint), region });
  const { Organization: made } = await client.send(
    new CreateOrganizationCommand({ FeatureSet: features }),
  );
  const { Roots: roots } = await client.send(new ListRootsCommand({}));
  if (trustedAccess === "organizations")
    await client.send(new EnableAWSServiceAccessCommand({ ServicePrincipal: STACK_SETS_SERVICE }));
  else if (trustedAccess) await activateStackSets(endpoint);
  return { id: made!.Id!, rootId: roots![0]!.Id!, client };
}

/** `aws cloudformation activate-organizations-access`, which enables trusted access too. */
export async function activateStackSets(endpoint: string): Promise<void> {
  const client = new CloudFormationClient(clientConfig(endpoint));
  await client.send(new ActivateOrganizationsAccessCommand({}));
  client.destroy();
}

/** Makes a unit below the root or another unit. @returns its id */
export async function makeUnit(
  { client }: Organization,
  name: string,
  parent: string,
): Promise<string> {
  const { OrganizationalUnit: unit } = await client.send(
    new CreateOrganizationalUnitCommand({ Name: name, ParentId: parent }),
  );
  return unit!.Id!;
}

/** Makes an account in the root or a unit. @returns its id */
export async function makeAccount(
  organization: Organization,
  name: string,
  parent = organization.rootId,
): Promise<string> {
  const { CreateAccountStatus: status } = await organization.client.send(
    new CreateAccountCommand({ AccountName: name, Email: `${name}@example.com` }),
  );
  const id = status!.AccountId!;
  if (parent !== organization.rootId) await moveAccount(organization, id, parent);
  return id;
}

/** Moves an account, from wherever it is. @param from its unit, where it is not the root */
export async function moveAccount(
  { client, rootId }: Organization,
  id: string,
  to: string,
  from = rootId,
): Promise<void> {
  await client.send(
    new MoveAccountCommand({ AccountId: id, SourceParentId: from, DestinationParentId: to }),
  );
}

/** Keys for a role; the emulator takes them for the role's account, whether the role exists or not. */
export async function keysOf(
  endpoint: string,
  roleArn: string,
  as?: Keys,
  externalId?: string,
): Promise<Keys> {
  const config = clientConfig(endpoint);
  const sts = new STSClient({ ...config, credentials: as ?? config.credentials });
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: "sandbox", ExternalId: externalId }),
  );
  return {
    accessKeyId: given!.AccessKeyId!,
    secretAccessKey: given!.SecretAccessKey!,
    sessionToken: given!.SessionToken!,
  };
}

/** Keys of the role that Organizations makes in each account. */
export const administratorOf = (endpoint: string, accountId: string): Promise<Keys> =>
  keysOf(endpoint, `arn:aws:iam::${accountId}:role/OrganizationAccountAccessRole`);

/** The same for a client of the AWS SDK. */
export const clientConfigAs = (endpoint: string, keys: Keys) => ({
  ...clientConfig(endpoint),
  credentials: keys,
});

/** The same for Terraform and the AWS CLI. */
export const envAs = (endpoint: string, keys: Keys): Env => ({
  ...emulatorEnv(endpoint),
  AWS_ACCESS_KEY_ID: keys.accessKeyId,
  AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
  AWS_SESSION_TOKEN: keys.sessionToken,
});

/**
 * Writes an AWS configuration with profiles for accounts, as anybody has it.
 *
 * @param profiles name to keys; the emulator's ordinary ones where there are none
 * @returns the environment that has these profiles, and no other credentials
 */
export function writeProfiles(
  endpoint: string,
  file: string,
  profiles: Readonly<Record<string, Keys | undefined>>,
): Env {
  const texts = Object.entries(profiles).map(([name, keys]) => {
    const { accessKeyId, secretAccessKey } = keys ?? clientConfig(endpoint).credentials;
    const token = keys === undefined ? "" : `aws_session_token = ${keys.sessionToken}\n`;
    return `[profile ${name}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n${token}`;
  });
  writeFileSync(file, texts.join("\n"), { mode: 0o600 });
  return {
    ...emulatorEnv(endpoint),
    AWS_ACCESS_KEY_ID: undefined,
    AWS_SECRET_ACCESS_KEY: undefined,
    AWS_CONFIG_FILE: file,
  };
}
