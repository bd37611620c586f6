import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  AttachRolePolicyCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  ListRolePoliciesCommand,
  ListRolesCommand,
  PutRolePolicyCommand,
} from "@aws-sdk/client-iam";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { type Env, cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { Cdktf } from "../../support/cdktf";
import { fromReadme, typed } from "../../support/readme";
import { type Policy, allows } from "../../support/policies";

jest.setTimeout(600_000);

const STACK = "account-delegation";
const CONNECTOR = "arn:aws:iam::210987654321:role/apono-connector-role-1a2b3c4d";
const EXTERNAL_ID = "apono-1a2b";

let emulator: AwsEmulator;
let iam: IAMClient;
let cdktf: Cdktf;
let terraform: Terraform;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  iam = new IAMClient(clientConfig(emulator.endpoint));
  cdktf = new Cdktf(tempDir("account-"), emulator.env);
});

afterAll(async () => {
  iam.destroy();
  await emulator.stop();
  cleanUp();
});

const inputs = (more: Env = {}): Env => ({ TF_VAR_connectorRoleArn: CONNECTOR, ...more });

const RENAMED = inputs({ TF_VAR_externalId: EXTERNAL_ID, TF_VAR_connectorId: "renamed" });

async function roles(): Promise<string[]> {
  const { Roles: found = [] } = await iam.send(new ListRolesCommand({}));
  return found.map(({ RoleName }) => RoleName!);
}

async function trustOf(name: string): Promise<Policy[]> {
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: name }));
  return [JSON.parse(decodeURIComponent(role!.AssumeRolePolicyDocument!)) as Policy];
}

async function policiesOf(name: string): Promise<Policy[]> {
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: name }));
  const answers = await Promise.all(
    PolicyNames.map((PolicyName) =>
      iam.send(new GetRolePolicyCommand({ RoleName: name, PolicyName })),
    ),
  );
  return answers.map(
    ({ PolicyDocument }) => JSON.parse(decodeURIComponent(PolicyDocument!)) as Policy,
  );
}

const assuming = (principal: string, externalId?: string) => ({
  action: "sts:AssumeRole",
  principal,
  ...(externalId !== undefined && { externalId }),
});

test("a wrong input is refused before anything is made", async () => {
  const { code } = await cdktf.run(
    "deploy",
    STACK,
    inputs({ TF_VAR_memberRoleName: "own" }),
    false,
  );
  expect(code).not.toBe(0);
  expect(await roles()).toEqual([]);
});

test("one role is made, which the connector's role alone can assume, and the second plan is empty", async () => {
  await cdktf.run("deploy", STACK, inputs());
  const made = await roles();
  expect(made).toEqual([expect.stringMatching(/^apono-member-role-[0-9a-f]{8}$/)]);
  terraform = new Terraform(cdktf.stackFolder(STACK), { env: { ...emulator.env, ...inputs() } });
  expect((await terraform.output())["member_role_arn"]).toBe(
    `arn:aws:iam::123456789012:role/${made[0]}`,
  );

  const trust = await trustOf(made[0]!);
  expect(allows(trust, assuming(CONNECTOR))).toBe(true);
  expect(allows(trust, assuming("arn:aws:iam::210987654321:role/other"))).toBe(false);
  expect(allows(trust, assuming("arn:aws:iam::123456789012:role/apono-connector"))).toBe(false);

  const policies = await policiesOf(made[0]!);
  const ask = (action: string, resource: string) =>
    allows(policies, { action, principal: CONNECTOR, resource, context: {} });
  expect(ask("iam:PutRolePolicy", "arn:aws:iam::123456789012:role/somebody")).toBe(true);
  expect(ask("iam:PutRolePolicy", `arn:aws:iam::123456789012:role/${made[0]}`)).toBe(false);
  expect((await terraform.plan({ detailedExitcode: true })).changes).toEqual([]);
});

test("an external id is asked for as soon as there is one, and another connectorId keeps the role", async () => {
  const { changes } = await terraform.plan({ env: RENAMED });
  expect(changes.map(({ action, address }) => `${action} ${address}`)).toEqual([
    "update aws_iam_role.member",
  ]);
  await terraform.apply({ env: RENAMED });
  const [name] = await roles();
  const trust = await trustOf(name!);
  expect(allows(trust, assuming(CONNECTOR, EXTERNAL_ID))).toBe(true);
  expect(allows(trust, assuming(CONNECTOR, "another"))).toBe(false);
});

test("policies by hand are listed as the README says, and go with exclusivePolicies", async () => {
  const [name] = await roles();
  const PolicyName = "by-hand";
  const PolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
  });
  await iam.send(new PutRolePolicyCommand({ RoleName: name, PolicyName, PolicyDocument }));
  const inline = async () =>
    (await iam.send(new ListRolePoliciesCommand({ RoleName: name }))).PolicyNames;
  expect((await terraform.plan({ env: RENAMED })).changes).toEqual([]);
  const commands = fromReadme("account-delegation", "role=apono-member-role-");
  const { stdout } = await typed(
    terraform,
    commands.replace("apono-member-role-0a1b2c3d", name!),
    RENAMED,
  );
  expect(stdout).toContain('"by-hand"');
  await terraform.apply({ env: { ...RENAMED, TF_VAR_exclusivePolicies: "true" } });
  expect(await inline()).not.toContain(PolicyName);
  expect(await inline()).toContain("iam-access-policy");
});

test("a role that no state knows is imported by the README's block, and stays", async () => {
  const [name] = await roles();
  expect(await terraform.run(["state", "rm", "aws_iam_role.member"])).toMatchObject({ code: 0 });
  const importing = join(terraform.folder, "import.tf");
  const block = fromReadme("account-delegation", "import {");
  writeFileSync(
    importing,
    block.replace("module.apono_account.", "").replace("apono-member-role-0a1b2c3d", name!),
  );
  const { changes } = await terraform.plan({ env: RENAMED });
  expect(changes.filter(({ action }) => action !== "update" && action !== "delete")).toEqual([]);
  expect(changes.filter(({ address }) => address === "aws_iam_role.member")).not.toContainEqual(
    expect.objectContaining({ action: "delete" }),
  );
  await terraform.apply({ env: RENAMED });
  rmSync(importing);
  expect(await roles()).toEqual([name]);
});

test("it is destroyed with what Apono has attached since, and leaves nothing", async () => {
  const [name] = await roles();
  await iam.send(
    new AttachRolePolicyCommand({
      RoleName: name,
      PolicyArn: "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    }),
  );
  await cdktf.run("destroy", STACK, inputs());
  expect(await roles()).toEqual([]);
});
