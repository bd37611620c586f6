import { join } from "node:path";
import { CloudFormationClient, CreateStackSetCommand } from "@aws-sdk/client-cloudformation";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import { clientConfig } from "../../kit/aws-emulator";
import {
  type Organization,
  STACK_SETS_SERVICE,
  activateStackSets,
  administratorOf,
  envAs,
  makeAccount,
  makeOrganization,
  makeUnit,
  writeProfiles,
} from "../../kit/organization";
import { type Env, tempDir } from "../../kit/processes";
import { diagnose, doctorProcess } from "../../support/doctor";
import { diagnoseOrganization } from "../../support/doctor-organization";
import { emulatedAccount } from "../../support/emulated-account";

jest.setTimeout(120_000);

const emulated = emulatedAccount({ organizations: true });

beforeEach(() => emulated.emulator.reset());

const MANAGEMENT = "123456789012";
const look = (unit: string, more: Env = {}, args: string[] = []) =>
  diagnoseOrganization({ ...emulated.env, ...more }, unit, args);
/** The environment of an account's administrator, without the emulator's other settings. */
async function as(accountId: string): Promise<Env> {
  const keys = envAs(
    emulated.proxy.endpoint,
    await administratorOf(emulated.emulator.endpoint, accountId),
  );
  return Object.fromEntries(
    Object.entries(keys).filter(([name]) => /ACCESS_KEY|SESSION/.test(name)),
  );
}

const ids = async (organization: Organization) => ({
  unit: await makeUnit(organization, "workloads", organization.rootId),
  account: await makeAccount(organization, "member"),
});

it("finds an organization that is ready", async () => {
  const organization = await makeOrganization(emulated.emulator.endpoint);
  const { unit } = await ids(organization);
  const { code, results } = await look(unit);
  expect(results.filter(({ group }) => group === "organization")).toMatchObject([
    {
      id: "organization.membership",
      status: "ok",
      data: { organizationId: organization.id, managementAccountId: MANAGEMENT, featureSet: "ALL" },
    },
    { id: "organization.account", status: "ok", summary: "This is the management account." },
    { id: "organization.features", status: "ok" },
    { id: "organization.trustedAccess", status: "ok", data: { enabled: true } },
    { id: "organization.units", status: "ok" },
  ]);
  expect(results.find(({ id }) => id === "token.present")!.status).toBe("skipped");
  expect(code).toBe(0);
});

it("says which of its names are taken, and which it can't look at", async () => {
  const { rootId } = await makeOrganization(emulated.emulator.endpoint);
  const given = ["--var", "nameSuffix=own_1"];
  const free = await look(rootId, {}, given);
  expect(free.one("names.free")).toMatchObject({
    status: "ok",
    summary:
      "org-delegation: the names are free: role apono-management-role-own_1, stack set apono-member-role-own-1.",
  });
  expect(free.one("names.members")).toMatchObject({
    status: "skipped",
    summary:
      "org-delegation: the role apono-member-role-own_1 in the member accounts is not checked: this identity has no access to those accounts.",
  });

  const config = clientConfig(emulated.emulator.endpoint);
  const cloudFormation = new CloudFormationClient(config);
  await cloudFormation.send(
    new CreateStackSetCommand({
      StackSetName: "apono-member-role-own-1",
      PermissionModel: "SERVICE_MANAGED",
      AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
      TemplateBody: JSON.stringify({ Resources: { a: { Type: "AWS::SNS::Topic" } } }),
    }),
  );
  cloudFormation.destroy();
  expect((await look(rootId, {}, given)).one("names.free")).toMatchObject({
    status: "warning",
    summary:
      "org-delegation: part of a deployment already exists: stack set apono-member-role-own-1.",
    detail: ["Free: role apono-management-role-own_1."],
  });

  const iam = new IAMClient(config);
  await iam.send(
    new CreateRoleCommand({
      RoleName: "apono-management-role-own_1",
      AssumeRolePolicyDocument: "{}",
    }),
  );
  iam.destroy();
  expect((await look(rootId, {}, given)).one("names.free")).toMatchObject({
    status: "ok",
    summary:
      "org-delegation seems to be deployed already: role apono-management-role-own_1, stack set apono-member-role-own-1.",
  });
});

it("tells no organization from no permission to see it", async () => {
  const without = await look("r-ab12");
  expect(without.one("organization.membership")).toMatchObject({
    status: "problem",
    summary: `Account ${MANAGEMENT} is not in an organization.`,
  });
  expect(without.code).toBe(1);

  emulated.proxy.failOnce({
    action: "DescribeOrganization",
    status: 400,
    body: JSON.stringify({
      __type: "AccessDeniedException",
      Message: "You don't have permissions to access this resource.",
    }),
  });
  const denied = await look("r-ab12");
  expect(denied.one("organization.membership")).toMatchObject({
    status: "unknown",
    summary:
      "The organization: not checked, because the caller is not allowed to call organizations:DescribeOrganization.",
    data: { failure: "denied", principal: null },
  });
  expect(denied.code).toBe(0);
});

it("wants trusted access, all features and units that exist", async () => {
  const organization = await makeOrganization(emulated.emulator.endpoint, {
    features: "CONSOLIDATED_BILLING",
    trustedAccess: false,
  });
  const gone = "ou-ab12-cdef3456";
  const { code, one } = await look(gone);
  expect(one("organization.features")).toMatchObject({
    status: "problem",
    summary: `The organization ${organization.id} has the feature set CONSOLIDATED_BILLING; StackSets require all features.`,
  });
  expect(one("organization.trustedAccess")).toMatchObject({
    status: "problem",
    fix: "Run in the management account: aws cloudformation activate-organizations-access",
  });
  expect(one("organization.units").summary).toBe(
    `Not found in the organization ${organization.id} (root ${organization.rootId}): ${gone}.`,
  );
  expect(code).toBe(1);
});

it("wants StackSets activated, not trusted in Organizations alone", async () => {
  const organization = await makeOrganization(emulated.emulator.endpoint, {
    trustedAccess: "organizations",
  });
  const unactivated = await look(organization.rootId);
  expect(unactivated.one("organization.trustedAccess")).toMatchObject({
    status: "problem",
    summary: `StackSets is not activated (DISABLED) in the organization ${organization.id}: trusted access was enabled in Organizations, but not in CloudFormation.`,
    fix: "Run in the management account: aws cloudformation activate-organizations-access",
    data: { enabled: true, status: "DISABLED" },
  });
  expect(unactivated.code).toBe(1);

  await activateStackSets(emulated.emulator.endpoint);
  expect((await look(organization.rootId)).one("organization.trustedAccess")).toMatchObject({
    status: "ok",
    data: { status: "ENABLED" },
  });
});

it("wants the management account, or a delegated administrator", async () => {
  const organization = await makeOrganization(emulated.emulator.endpoint);
  const { account } = await ids(organization);
  const member = await as(account);
  const self = await look(organization.rootId, member);
  expect(self.one("organization.account")).toMatchObject({
    status: "problem",
    summary: `Account ${account} is not the organization's management account (${MANAGEMENT}).`,
  });

  const delegated = ["--var", "callAs=DELEGATED_ADMIN"];
  expect((await look(organization.rootId, {}, delegated)).one("organization.account").summary).toBe(
    `callAs: DELEGATED_ADMIN is for a member account, and ${MANAGEMENT} is the organization's management account.`,
  );
  const before = await look(organization.rootId, member, delegated);
  expect(before.one("organization.account").status).not.toBe("ok");
  await organization.client.send(
    new RegisterDelegatedAdministratorCommand({
      AccountId: account,
      ServicePrincipal: STACK_SETS_SERVICE,
    }),
  );
  const after = await look(organization.rootId, member, delegated);
  expect(after.one("organization.account").summary).toBe(
    `Account ${account} is a delegated administrator for CloudFormation StackSets.`,
  );
});

it("looks with the stack's own profile, where it has one", async () => {
  const organization = await makeOrganization(emulated.emulator.endpoint);
  const { account } = await ids(organization);
  const { AWS_CONFIG_FILE } = writeProfiles(
    emulated.proxy.endpoint,
    join(tempDir("doctor-"), "config"),
    {
      management: undefined,
    },
  );
  const { one } = await diagnose(
    { ...emulated.env, ...(await as(account)), AWS_CONFIG_FILE },
    ["--organization", "--var", "organizationProfile=management"],
    doctorProcess,
  );
  expect(one("aws.account").data["accountId"]).toBe(account);
  expect(one("organization.account")).toMatchObject({
    status: "ok",
    data: { accountId: MANAGEMENT },
  });
});
