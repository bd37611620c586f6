import { GetRoleCommand } from "@aws-sdk/client-iam";
import { CloudFormationClient, ListStackInstancesCommand } from "@aws-sdk/client-cloudformation";
import { DisableAWSServiceAccessCommand } from "@aws-sdk/client-organizations";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import {
  type Keys,
  type Organization,
  STACK_SETS_SERVICE,
  activateStackSets,
  clientConfigAs,
  keysOf,
  makeAccount,
  makeOrganization,
  makeUnit,
  moveAccount,
} from "../../kit/organization";
import { cleanUp } from "../../kit/processes";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import type { Terraform } from "../../kit/terraform";
import { moduleAsRoot } from "../../support/deployment";
import { OrganizationRoles } from "../../support/organization-roles";
import { allows } from "../../support/policies";
import { inlinePolicies } from "../../support/roles";

jest.setTimeout(600_000);

const MANAGEMENT = "123456789012";
const EXTERNAL_ID = "apono:4711";
const SUFFIX = "0a1b2c3d";

let emulator: AwsEmulator;
let organization: Organization;
let apps: string;
let inner: string;
let data: string;
/** The connector's own account, an account in `apps`, one in the unit below, two in `data`. */
const accounts: Record<"connector" | "app" | "deep" | "lake" | "sea", string> = {
  connector: "",
  app: "",
  deep: "",
  lake: "",
  sea: "",
};
let connectorRoleArn: string;
let terraform: Terraform;
let roles: OrganizationRoles;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  organization = await makeOrganization(emulator.endpoint);
  apps = await makeUnit(organization, "apps", organization.rootId);
  inner = await makeUnit(organization, "inner", apps);
  data = await makeUnit(organization, "data", organization.rootId);
  accounts.connector = await makeAccount(organization, "connector");
  accounts.app = await makeAccount(organization, "app", apps);
  accounts.deep = await makeAccount(organization, "deep", inner);
  accounts.lake = await makeAccount(organization, "lake", data);
  accounts.sea = await makeAccount(organization, "sea", data);
  roles = new OrganizationRoles(emulator.endpoint, { management: MANAGEMENT, ...accounts });
  connectorRoleArn = `arn:aws:iam::${accounts.connector}:role/apono-connector-role-da765cca`;
  terraform = moduleAsRoot("org-delegation", emulator.env);
  await terraform.init();
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

const inputs = (more: object = {}) => ({
  connectorRoleArn,
  organizationalUnitIds: [apps],
  externalId: EXTERNAL_ID,
  nameSuffix: SUFFIX,
  ...more,
});

const MEMBER = `apono-member-role-${SUFFIX}`;
const MANAGEMENT_ROLE = { management: [`apono-management-role-${SUFFIX}`] };

test("every account of the unit and of those below has the member role, and no other has", async () => {
  await terraform.apply({ vars: inputs() });
  expect(await roles.made()).toEqual({ ...MANAGEMENT_ROLE, app: [MEMBER], deep: [MEMBER] });
  expect(await terraform.output()).toMatchObject({
    management_account_role_arn: `arn:aws:iam::${MANAGEMENT}:role/apono-management-role-${SUFFIX}`,
    member_role_name: MEMBER,
    member_role_arn_pattern: `arn:aws:iam::*:role/${MEMBER}`,
    organization_id: organization.id,
    stack_set_id: expect.stringMatching(new RegExp(`^apono-member-role-${SUFFIX}:`)),
    stack_set_arn: expect.stringContaining(`:${MANAGEMENT}:stackset/apono-member-role-${SUFFIX}:`),
  });
  const { Summaries: instances = [] } = await new CloudFormationClient(
    clientConfig(emulator.endpoint),
  ).send(new ListStackInstancesCommand({ StackSetName: `apono-member-role-${SUFFIX}` }));
  expect(instances.map(({ Account }) => Account).sort()).toEqual(
    [accounts.app, accounts.deep].sort(),
  );
});

test("both roles have what the facts call for: AWS's policies, ours, and the guardrails", async () => {
  const management = await roles.policiesOf(MANAGEMENT, MANAGEMENT_ROLE.management[0]!);
  expect(management).toHaveLength(15 + 3 + 1);
  expect(management).toEqual(
    expect.arrayContaining(["SecurityAudit", "apono-connector-guardrails", "sso-policy"]),
  );
  expect(await roles.policiesOf(accounts.app, MEMBER)).toEqual(
    management.filter((name) => name !== "sso-policy"),
  );
});

test("the connector's role assumes both roles; its own policy and their trust policies allow that", async () => {
  const connector = await keysOf(emulator.endpoint, connectorRoleArn);
  const own = inlinePolicies("ecs-connector", "remote-management");
  const targets = [
    [MANAGEMENT, MANAGEMENT_ROLE.management[0]!],
    [accounts.app, MEMBER],
    [accounts.deep, MEMBER],
  ] as const;
  for (const [account, role] of targets) {
    const arn = `arn:aws:iam::${account}:role/${role}`;
    const keys: Keys = await keysOf(emulator.endpoint, arn, connector, EXTERNAL_ID);
    const sts = new STSClient(clientConfigAs(emulator.endpoint, keys));
    const { Arn } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe(`arn:aws:sts::${account}:assumed-role/${role}/sandbox`);

    // The emulator lets everybody in: what AWS would make of the policies is worked out here.
    const trust = [await roles.trustOf(account, role)];
    const request = {
      action: "sts:AssumeRole",
      principal: connectorRoleArn,
      externalId: EXTERNAL_ID,
    };
    expect(allows(trust, request)).toBe(true);
    expect(allows(trust, { ...request, action: "sts:TagSession" })).toBe(true);
    expect(allows(own, { ...request, resource: arn })).toBe(true);
    const others = [
      `arn:aws:iam::${accounts.connector}:role/other`,
      `arn:aws:iam::${accounts.connector}:role/apono-connector-role-da765cca2`,
      `arn:aws:iam::${accounts.connector}:user/apono-connector-role-da765cca`,
      `arn:aws:iam::${accounts.app}:role/apono-connector-role-da765cca`,
      `arn:aws:iam::${MANAGEMENT}:role/admin`,
    ];
    for (const principal of others) {
      expect(allows(trust, { ...request, principal })).toBe(false);
      expect(allows(trust, { ...request, principal, action: "sts:TagSession" })).toBe(false);
    }
    expect(allows(trust, { ...request, externalId: "another" })).toBe(false);
    expect(allows(trust, { ...request, externalId: undefined })).toBe(false);
  }
});

test("a second plan has no changes", async () => {
  const { changes } = await terraform.plan({ vars: inputs(), detailedExitcode: true });
  expect(withoutEmulatorDifferences(changes)).toEqual([]);
  expect(changes).toEqual([]);
});

test("accounts that join get the role and those that leave lose it, with nothing to plan", async () => {
  await moveAccount(organization, accounts.lake, apps, data);
  await moveAccount(organization, accounts.app, data, apps);
  expect(await roles.made()).toEqual({ ...MANAGEMENT_ROLE, deep: [MEMBER], lake: [MEMBER] });
  const { changes } = await terraform.plan({ vars: inputs(), detailedExitcode: true });
  expect(changes).toEqual([]);
  await moveAccount(organization, accounts.lake, data, apps);
  await moveAccount(organization, accounts.app, apps, data);
});

test("a second unit leaves the first one's instances alone", async () => {
  const vars = inputs({ organizationalUnitIds: [data, apps] });
  const { changes } = await terraform.plan({ vars });
  expect(changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
    `create aws_cloudformation_stack_set_instance.units["${data}"]`,
  ]);
  await terraform.apply({ vars });
  expect(Object.keys(await roles.made()).sort()).toEqual([
    "app",
    "deep",
    "lake",
    "management",
    "sea",
  ]);
});

test("accounts are left out, and taken alone, by a change in place; automatic deployment keeps to it", async () => {
  const units = { organizationalUnitIds: [data, apps] };
  const excluding = inputs({ ...units, excludedAccountIds: [accounts.sea] });
  const { changes } = await terraform.plan({ vars: excluding });
  expect(changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
    "update aws_cloudformation_stack_set.members",
  ]);
  await terraform.apply({ vars: excluding });
  expect(Object.keys(await roles.made()).sort()).toEqual(["app", "deep", "lake", "management"]);

  await terraform.apply({
    vars: inputs({ ...units, onlyAccountIds: [accounts.sea, accounts.deep] }),
  });
  expect(Object.keys(await roles.made()).sort()).toEqual(["deep", "management", "sea"]);
  await moveAccount(organization, accounts.connector, apps);
  expect(Object.keys(await roles.made()).sort()).toEqual(["deep", "management", "sea"]);
  await moveAccount(organization, accounts.connector, organization.rootId, apps);
});

test("other permissions reach both roles in place", async () => {
  const units = { organizationalUnitIds: [data, apps] };
  const vars = inputs({ ...units, delegatedPermissionSets: ["identity-center", "ec2-read"] });
  const { changes } = await terraform.plan({ vars });
  expect(changes.filter(({ action }) => action === "replace")).toEqual([]);
  await terraform.apply({ vars });
  const { Role } = await (
    await roles.iamOf(accounts.app)
  ).send(new GetRoleCommand({ RoleName: MEMBER }));
  expect(Role!.Arn).toBe(`arn:aws:iam::${accounts.app}:role/${MEMBER}`);
  const output = await terraform.output();
  expect(output["permission_sets"]).toEqual({
    management: ["ec2-read", "identity-center"],
    member: ["ec2-read"],
  });
});

test("destroying takes all roles away, though an account has left its unit and trusted access is off", async () => {
  await moveAccount(organization, accounts.deep, organization.rootId, inner);
  const service = { ServicePrincipal: STACK_SETS_SERVICE };
  await organization.client.send(new DisableAWSServiceAccessCommand(service));
  await terraform.destroy({ vars: inputs({ organizationalUnitIds: [data, apps] }) });
  expect(await roles.made()).toEqual({});
  expect(await terraform.stateList()).toEqual([]);
  await activateStackSets(emulator.endpoint);
  await moveAccount(organization, accounts.deep, inner, organization.rootId);
});

test("the same works again at once, for the whole organization", async () => {
  const vars = inputs({ organizationalUnitIds: [organization.rootId] });
  await terraform.apply({ vars });
  const everywhere = Object.fromEntries(Object.keys(accounts).map((name) => [name, [MEMBER]]));
  expect(await roles.made()).toEqual({ ...MANAGEMENT_ROLE, ...everywhere });
  expect((await terraform.plan({ vars, detailedExitcode: true })).changes).toEqual([]);
  await terraform.destroy({ vars });
  expect(await roles.made()).toEqual({});
});
