import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CloudFormationClient,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  ListStackInstancesCommand,
} from "@aws-sdk/client-cloudformation";
import {
  AttachRolePolicyCommand,
  DeleteRoleCommand,
  DeleteRolePolicyCommand,
  DetachRolePolicyCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import {
  CloseAccountCommand,
  DeleteOrganizationalUnitCommand,
} from "@aws-sdk/client-organizations";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import {
  type Organization,
  makeAccount,
  makeOrganization,
  makeUnit,
  moveAccount,
} from "../../../kit/organization";
import { cleanUp } from "../../../kit/processes";
import { type Terraform, diagnosticMessages } from "../../../kit/terraform";
import { moduleAsRoot } from "../../../support/deployment";
import { fromReadme, typed } from "../../../support/readme";
import { acts } from "../../../support/planned-acts";

jest.setTimeout(600_000);

const CONNECTOR = "arn:aws:iam::210987654321:role/apono-connector";
const SUFFIX = "da765cca";
const RoleName = `apono-management-role-${SUFFIX}`;
const StackSetName = `apono-member-role-${SUFFIX}`;
const A = "arn:aws:iam::aws:policy/ReadOnlyAccess";

let emulator: AwsEmulator;
let proxy: FaultProxy;
let organization: Organization;
let apps: string;
let data: string;
let app: string;
let lake: string;
let terraform: Terraform;
let vars: Record<string, unknown>;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  proxy = await startFaultProxy(emulator.endpoint);
  organization = await makeOrganization(emulator.endpoint);
  apps = await makeUnit(organization, "apps", organization.rootId);
  data = await makeUnit(organization, "data", organization.rootId);
  app = await makeAccount(organization, "app", apps);
  lake = await makeAccount(organization, "lake", data);
  vars = { connectorRoleArn: CONNECTOR, organizationalUnitIds: [apps, data] };
  terraform = moduleAsRoot("org-delegation", emulatorEnv(proxy.endpoint));
  await terraform.init();
  await terraform.apply({ vars });
});

afterAll(async () => {
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const iam = () => new IAMClient(clientConfig(emulator.endpoint));
/** Somebody deletes the StackSet, with the roles that it made. */
async function deleteStackSet(): Promise<void> {
  const cloudFormation = new CloudFormationClient(clientConfig(emulator.endpoint));
  const { Summaries = [] } = await cloudFormation.send(
    new ListStackInstancesCommand({ StackSetName }),
  );
  for (const OrganizationalUnitIds of [
    ...new Set(Summaries.map(({ OrganizationalUnitId }) => OrganizationalUnitId!)),
  ].map((unit) => [unit]))
    await cloudFormation.send(
      new DeleteStackInstancesCommand({
        StackSetName,
        DeploymentTargets: { OrganizationalUnitIds },
        Regions: ["us-east-1"],
        RetainStacks: false,
      }),
    );
  await cloudFormation.send(new DeleteStackSetCommand({ StackSetName }));
}

test("another connectorId keeps the names, and changes descriptions only", async () => {
  const { changes } = await terraform.plan({ vars: { ...vars, connectorId: "renamed" } });
  expect(acts(changes)).toEqual([
    "update aws_cloudformation_stack_set.members",
    "update aws_iam_role.management",
  ]);
});

test("policies added by hand to the management role stay unseen, and exclusivePolicies takes them away", async () => {
  const inline = async () =>
    (await iam().send(new ListRolePoliciesCommand({ RoleName }))).PolicyNames!.sort();
  const attached = async () =>
    (await iam().send(new ListAttachedRolePoliciesCommand({ RoleName })))
      .AttachedPolicies!.map(({ PolicyArn }) => PolicyArn!)
      .sort();
  const granted = { inline: await inline(), attached: await attached() };
  await iam().send(new AttachRolePolicyCommand({ RoleName, PolicyArn: A }));
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
  });
  await iam().send(new PutRolePolicyCommand({ RoleName, PolicyName: "by-hand", PolicyDocument }));
  expect((await terraform.plan({ vars })).changes).toEqual([]);
  const listed = await typed(
    terraform,
    fromReadme("org-delegation", "role=apono-management-role-").replace("0a1b2c3d", SUFFIX),
  );
  expect(listed.stdout).toContain('"by-hand"');
  expect(listed.stdout).toContain(A);

  await terraform.apply({ vars: { ...vars, exclusivePolicies: true } });
  expect({ inline: await inline(), attached: await attached() }).toEqual(granted);
  expect((await terraform.plan({ vars: { ...vars, exclusivePolicies: true } })).changes).toEqual(
    [],
  );
  await terraform.apply({ vars });
  expect({ inline: await inline(), attached: await attached() }).toEqual(granted);
});

test("role and StackSet that exist are imported by blocks, and changed in place at most", async () => {
  const imports = fromReadme("org-delegation", "import {")
    .replaceAll("0a1b2c3d", SUFFIX)
    .replaceAll("module.apono_organization.", "");
  for (const address of ["aws_iam_role.management", "aws_cloudformation_stack_set.members"])
    expect(await terraform.run(["state", "rm", address])).toMatchObject({ code: 0 });
  const importing = join(terraform.folder, "import.tf");
  writeFileSync(importing, imports);
  const { changes } = await terraform.plan({ vars });
  expect(acts(changes)).toEqual([
    "update aws_cloudformation_stack_set.members",
    "update aws_iam_role.management",
  ]);
  await terraform.apply({ vars });
  rmSync(importing);
  expect((await terraform.plan({ vars })).changes).toEqual([]);
});

test("an account that is closed is nothing to plan", async () => {
  await organization.client.send(new CloseAccountCommand({ AccountId: app }));
  expect((await terraform.plan({ vars })).changes).toEqual([]);
});

test("a StackSet and a role that were deleted by hand are made again", async () => {
  const { AttachedPolicies = [] } = await iam().send(
    new ListAttachedRolePoliciesCommand({ RoleName }),
  );
  for (const { PolicyArn } of AttachedPolicies)
    await iam().send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  const { PolicyNames = [] } = await iam().send(new ListRolePoliciesCommand({ RoleName }));
  for (const PolicyName of PolicyNames)
    await iam().send(new DeleteRolePolicyCommand({ RoleName, PolicyName }));
  await iam().send(new DeleteRoleCommand({ RoleName }));
  await deleteStackSet();
  const { changes } = await terraform.plan({ vars });
  expect(changes.filter(({ action }) => action !== "create")).toEqual([]);
  expect(acts(changes)).toEqual(
    expect.arrayContaining([
      "create aws_cloudformation_stack_set.members",
      "create aws_iam_role.management",
    ]),
  );
  await terraform.apply({ vars });
  expect((await terraform.plan({ vars })).changes).toEqual([]);
});

test("a unit that has gone is refused by its id, and taken off the list it is forgotten", async () => {
  await moveAccount(organization, lake, organization.rootId, data);
  await organization.client.send(
    new DeleteOrganizationalUnitCommand({ OrganizationalUnitId: data }),
  );
  const refused = await terraform.plan({ vars, check: false });
  expect(diagnosticMessages(refused)).toEqual([
    expect.stringContaining(`organizationalUnitIds: there is no ${data} in the organization`),
  ]);
  const { changes } = await terraform.plan({ vars: { ...vars, organizationalUnitIds: [apps] } });
  expect(acts(changes).filter((change) => !change.includes(data))).toEqual([]);
});

test("is destroyed though a unit and the StackSet have gone before", async () => {
  await deleteStackSet();
  await terraform.destroy({ vars });
  expect(await terraform.stateList()).toEqual([]);
  const { Roles = [] } = await iam().send(new ListRolesCommand({}));
  expect(Roles.filter(({ RoleName: name }) => name?.startsWith("apono-"))).toEqual([]);
});

test("is destroyed after the organization has gone, as the README says", async () => {
  const one = { ...vars, organizationalUnitIds: [apps] };
  await terraform.apply({ vars: one });
  await deleteStackSet();
  // What an account that is in no organization is told.
  const gone = () =>
    proxy.failOnce({
      action: "DescribeOrganization",
      status: 400,
      headers: { "content-type": "application/x-amz-json-1.1" },
      body: JSON.stringify({ __type: "AWSOrganizationsNotInUseException", message: "Not in use" }),
    });
  gone();
  const refused = await terraform.destroy({ vars: one, check: false });
  expect(diagnosticMessages(refused).join()).toContain(
    "reading Organizations Organization: couldn't find resource",
  );
  gone();
  await typed(terraform, fromReadme("org-delegation", "terraform destroy"), {
    TF_VAR_connectorRoleArn: CONNECTOR,
    TF_VAR_organizationalUnitIds: JSON.stringify([apps]),
  });
  expect(await terraform.stateList()).toEqual([]);
});
