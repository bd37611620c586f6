import {
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import { DEFAULT_ACCOUNT_ID, clientConfig } from "../kit/aws-emulator";
import { administratorOf, clientConfigAs } from "../kit/organization";
import type { Policy } from "./policies";

/** Reads the roles in an emulated organization's accounts. */
export class OrganizationRoles {
  constructor(
    private readonly endpoint: string,
    /** IDs by name. */
    private readonly accounts: Readonly<Record<string, string>>,
  ) {}

  /** IAM as an account's administrator sees it. */
  async iamOf(account: string): Promise<IAMClient> {
    return new IAMClient(
      account === DEFAULT_ACCOUNT_ID
        ? clientConfig(this.endpoint)
        : clientConfigAs(this.endpoint, await administratorOf(this.endpoint, account)),
    );
  }

  /** Names of the accounts that have a role of ours, with the role's name. */
  async made(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const [name, id] of Object.entries(this.accounts)) {
      const { Roles: roles = [] } = await (await this.iamOf(id)).send(new ListRolesCommand({}));
      const ours = roles
        .map(({ RoleName }) => RoleName!)
        .filter((role) => role.startsWith("apono-"));
      if (ours.length > 0) found[name] = ours;
    }
    return found;
  }

  async trustOf(account: string, role: string): Promise<Policy> {
    const iam = await this.iamOf(account);
    const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
    return JSON.parse(decodeURIComponent(Role!.AssumeRolePolicyDocument!)) as Policy;
  }

  /** Names of a role's inline and attached policies, sorted. */
  async policiesOf(account: string, role: string): Promise<string[]> {
    const iam = await this.iamOf(account);
    const request = { RoleName: role };
    const { PolicyNames: inline = [] } = await iam.send(new ListRolePoliciesCommand(request));
    const { AttachedPolicies: attached = [] } = await iam.send(
      new ListAttachedRolePoliciesCommand(request),
    );
    return [...inline, ...attached.map(({ PolicyName }) => PolicyName!)].sort();
  }
}
