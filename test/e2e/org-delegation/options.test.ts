import { GetPolicyVersionCommand, GetRoleCommand, ListPoliciesCommand } from "@aws-sdk/client-iam";
import { policyDocument, permissionSet } from "../../../modules/permissions";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import {
  type Organization,
  makeAccount,
  makeOrganization,
  makeUnit,
  moveAccount,
} from "../../kit/organization";
import { cleanUp } from "../../kit/processes";
import type { PlannedChange, Terraform } from "../../kit/terraform";
import { moduleAsRoot, pipeline } from "../../support/deployment";
import { OrganizationRoles } from "../../support/organization-roles";
import { acts } from "../../support/planned-acts";
import { allows } from "../../support/policies";

jest.setTimeout(600_000);

const MANAGEMENT = "123456789012";
const CONNECTOR = "arn:aws:iam::210987654321:role/apono-connector";

let emulator: AwsEmulator;
let organization: Organization;
let apps: string;
const accounts = { app: "", late: "" };
let terraform: Terraform;
let roles: OrganizationRoles;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  organization = await makeOrganization(emulator.endpoint);
  apps = await makeUnit(organization, "apps", organization.rootId);
  accounts.app = await makeAccount(organization, "app", apps);
  accounts.late = await makeAccount(organization, "late");
  roles = new OrganizationRoles(emulator.endpoint, { management: MANAGEMENT, ...accounts });
  terraform = moduleAsRoot("org-delegation", emulator.env);
  await terraform.init();
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

const inputs = (more: object = {}) => ({
  connectorRoleArn: CONNECTOR,
  organizationalUnitIds: [apps],
  nameSuffix: "x",
  ...more,
});
const ours = (changes: readonly PlannedChange[]) => acts(withoutEmulatorDifferences(changes));
const memberOf = async (account: string) => {
  const iam = await roles.iamOf(account);
  return (await iam.send(new GetRoleCommand({ RoleName: "apono-member-role-x" }))).Role!;
};
const boundariesOf = async (account: string) => {
  const iam = await roles.iamOf(account);
  return (await iam.send(new ListPoliciesCommand({ Scope: "Local" }))).Policies ?? [];
};

test("the member role gets a boundary that its stack makes, in place, and loses it again", async () => {
  await terraform.apply({ vars: inputs() });
  expect(ours((await terraform.plan({ vars: inputs() })).changes)).toEqual([]);
  expect(await boundariesOf(accounts.app)).toEqual([]);

  const boundary = `arn:aws:iam::${accounts.app}:policy/apono-member-boundary-x`;
  const vars = inputs({
    createMemberBoundary: true,
    grantedRolesBoundaryArn: `arn:aws:iam::${MANAGEMENT}:policy/apono-member-boundary-x`,
  });
  const { changes } = await terraform.plan({ vars });
  expect(ours(changes)).toEqual([
    "update aws_cloudformation_stack_set.members",
    "update aws_iam_role_policy.management_guardrails",
  ]);
  await terraform.apply({ vars });
  expect((await memberOf(accounts.app)).PermissionsBoundary).toMatchObject({
    PermissionsBoundaryArn: boundary,
  });
  const iam = await roles.iamOf(accounts.app);
  const { PolicyVersion: version } = await iam.send(
    new GetPolicyVersionCommand({ PolicyArn: boundary, VersionId: "v1" }),
  );
  const document = JSON.parse(decodeURIComponent(version!.Document!));
  expect(JSON.stringify(document).length).toBeLessThan(6144);
  const may = (action: string, resource: string, context: Record<string, string> = {}) =>
    allows([document], { action, resource, principal: "", context });
  const own = `arn:aws:iam::${accounts.app}:role/apono-member-role-x`;
  const other = `arn:aws:iam::${accounts.app}:role/other`;
  const bounded = { "iam:PermissionsBoundary": boundary };
  expect(may("s3:ListBucket", "arn:aws:s3:::a")).toBe(true);
  expect(may("iam:PutRolePolicy", own, bounded)).toBe(false);
  expect(may("iam:CreatePolicyVersion", boundary)).toBe(false);
  expect(may("iam:CreateRole", other, bounded)).toBe(true);
  expect(may("iam:CreateRole", other)).toBe(false);
  expect(may("iam:PassRole", other)).toBe(false);
  expect(ours((await terraform.plan({ vars })).changes)).toEqual([]);

  await terraform.apply({ vars: inputs() });
  // CloudFormation deletes the policy, too; the emulator has no deletion of one.
  expect((await memberOf(accounts.app)).PermissionsBoundary).toBeUndefined();
  await terraform.destroy({ vars: inputs() });
});

test("roles with a path are those that a connector with this assumedRolesPath may assume", async () => {
  const vars = inputs({ rolePath: "/apps/" });
  await terraform.apply({ vars });
  const member = `arn:aws:iam::${accounts.app}:role/apps/apono-member-role-x`;
  const management = `arn:aws:iam::${MANAGEMENT}:role/apps/apono-management-role-x`;
  expect((await memberOf(accounts.app)).Arn).toBe(member);
  expect(await terraform.output()).toMatchObject({
    management_account_role_arn: management,
    member_role_arn_pattern: "arn:aws:iam::*:role/apps/apono-member-role-x",
  });
  const { statements } = permissionSet("remote-management");
  for (const resource of [member, management]) {
    const request = { action: "sts:AssumeRole", principal: CONNECTOR, resource };
    const granted = (assumedRolesPath?: string) => [
      policyDocument(statements!, "aws", { assumedRolesPath }),
    ];
    expect(allows(granted("/apps/"), request)).toBe(true);
    expect(allows(granted("/other/"), request)).toBe(false);
    expect(allows(granted(), request)).toBe(false);
  }
  // Neither role can change itself or the other.
  const { member_template: template } = await terraform.output();
  const guardrails = JSON.parse(String(template)).Resources.MemberRole.Properties.Policies.at(-1);
  expect(guardrails.PolicyDocument.Statement[0].Resource.slice(0, 2)).toEqual(
    ["member", "management"].map((kind) => ({
      "Fn::Sub": `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/apps/apono-${kind}-role-x`,
    })),
  );
  expect(ours((await terraform.plan({ vars })).changes)).toEqual([]);
  await terraform.destroy({ vars });
});

test("units that the same apply makes get the role, and so do accounts that join them", async () => {
  const root = (more: object = {}) => ({
    resource: {
      aws_organizations_organizational_unit: {
        made: { name: "made", parent_id: organization.rootId },
      },
    },
    module: {
      apono: {
        source: "./module",
        ...inputs({ organizationalUnitIds: [] }),
        organizationalUnits: { made: "${aws_organizations_organizational_unit.made.id}" },
        ...more,
      },
    },
  });
  const together = pipeline("org-delegation", root(), emulator.env);
  await together.init();
  await together.apply();
  expect(await together.stateList()).toContain(
    'module.apono.aws_cloudformation_stack_set_instance.units["made"]',
  );
  const of = (await together.show()).values!.root_module.resources!;
  const made = String(
    of.find(({ type }) => type === "aws_organizations_organizational_unit")!.values["id"],
  );
  await moveAccount(organization, accounts.late, made);
  expect(await roles.made()).toEqual({
    management: ["apono-management-role-x"],
    late: ["apono-member-role-x"],
  });
  expect(ours((await together.plan()).changes)).toEqual([]);
  await together.destroy();
  expect(await roles.made()).toEqual({});
});

test("a delegation without any unit is refused", async () => {
  await expect(terraform.plan({ vars: inputs({ organizationalUnitIds: [] }) })).rejects.toThrow(
    "organizationalUnitIds and organizationalUnits are both empty.",
  );
});
