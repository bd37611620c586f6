import { join } from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import {
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type AwsEmulator, clientConfig } from "../../test/kit/aws-emulator";
import { makeSubnet, makeVpc } from "../../test/kit/network";
import {
  type Keys,
  type Organization,
  administratorOf,
  clientConfigAs,
  keysOf,
  makeAccount,
  makeOrganization,
  makeUnit,
  moveAccount,
  writeProfiles,
} from "../../test/kit/organization";
import type { Env } from "../../test/kit/processes";

/** An account of the demo's organization, with the roles that the stacks created. */
export interface AccountView {
  readonly name: string;
  readonly id: string;
  readonly unit: string;
  /** Names of the roles that start with `apono-`. */
  readonly roles: readonly string[];
  /** Number of inline and attached policies of the first role; 0 for the connector's account. */
  readonly policies: number;
}

/** The demo's organization, in the emulator. */
export class DemoOrganization {
  private constructor(
    private readonly emulator: AwsEmulator,
    private readonly organization: Organization,
    readonly units: { readonly workloads: string; readonly production: string },
    private readonly accounts: Map<string, { readonly id: string; unit: string }>,
    private readonly connectorKeys: Keys,
    readonly subnetId: string,
  ) {}

  static async create(emulator: AwsEmulator): Promise<DemoOrganization> {
    const organization = await makeOrganization(emulator.endpoint);
    const workloads = await makeUnit(organization, "workloads", organization.rootId);
    const production = await makeUnit(organization, "production", workloads);
    const accounts = new Map([["management", { id: emulator.accountId, unit: "root" }]]);
    const add = async (name: string, unit: string, id: string) =>
      accounts.set(name, { id: await makeAccount(organization, name, id), unit });
    await add("connector", "root", organization.rootId);
    await add("shop", "workloads", workloads);
    await add("payments", "production", production);
    await add("sandbox", "root", organization.rootId);
    const keys = await administratorOf(emulator.endpoint, accounts.get("connector")!.id);
    const ec2 = new EC2Client(clientConfigAs(emulator.endpoint, keys));
    const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
    ec2.destroy();
    const units = { workloads, production };
    return new DemoOrganization(emulator, organization, units, accounts, keys, subnetId);
  }

  /** Writes a file with two AWS profiles. @returns environment that uses it and no other credentials */
  profiles(folder: string): Env {
    return writeProfiles(this.emulator.endpoint, join(folder, "aws-config"), {
      connector: this.connectorKeys,
      management: undefined,
    });
  }

  /** Moves an account between the unit `workloads` and the root. */
  async move(name: string, to: "workloads" | "root"): Promise<void> {
    const account = this.accounts.get(name)!;
    const idOf = (unit: string) =>
      unit === "root" ? this.organization.rootId : this.units.workloads;
    await moveAccount(this.organization, account.id, idOf(to), idOf(account.unit));
    account.unit = to;
  }

  async accountViews(): Promise<AccountView[]> {
    const views: AccountView[] = [];
    for (const [name, { id, unit }] of this.accounts) {
      const iam = await this.iamOf(id);
      const { Roles: all = [] } = await iam.send(new ListRolesCommand({}));
      const roles = all.map(({ RoleName }) => RoleName!).filter((role) => /^apono-/.test(role));
      // The connector's own roles are part of the other demo.
      const [role] = name === "connector" ? [] : roles;
      const policies = role === undefined ? 0 : await countPolicies(iam, role);
      views.push({ name, id, unit, roles: roles.sort(), policies });
      iam.destroy();
    }
    return views;
  }

  /** Assumes a role as the connector. @returns the session's ARN from sts:GetCallerIdentity */
  async assume(connectorRoleArn: string, roleArn: string): Promise<string> {
    const { endpoint } = this.emulator;
    const connector = await keysOf(endpoint, connectorRoleArn, this.connectorKeys);
    const sts = new STSClient(clientConfigAs(endpoint, await keysOf(endpoint, roleArn, connector)));
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    sts.destroy();
    return Arn ?? "unknown";
  }

  private async iamOf(id: string): Promise<IAMClient> {
    const { endpoint, accountId } = this.emulator;
    return new IAMClient(
      id === accountId
        ? clientConfig(endpoint)
        : clientConfigAs(endpoint, await administratorOf(endpoint, id)),
    );
  }
}

async function countPolicies(iam: IAMClient, role: string): Promise<number> {
  const request = { RoleName: role };
  const { PolicyNames: inline = [] } = await iam.send(new ListRolePoliciesCommand(request));
  const { AttachedPolicies: attached = [] } = await iam.send(
    new ListAttachedRolePoliciesCommand(request),
  );
  return inline.length + attached.length;
}
