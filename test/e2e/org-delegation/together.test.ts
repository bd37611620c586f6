import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import { GetRoleCommand, IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import {
  type AwsEmulator,
  EMULATOR_REGION,
  clientConfig,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { makeSubnet, makeVpc } from "../../kit/network";
import {
  type Keys,
  administratorOf,
  clientConfigAs,
  makeAccount,
  makeOrganization,
  makeUnit,
  writeProfiles,
} from "../../kit/organization";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { type Env, cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { Cdktf } from "../../support/cdktf";
import { allows } from "../../support/policies";
import { writeModule } from "../../../cli/registry/build/write-module";

jest.setTimeout(600_000);

const MANAGEMENT = "123456789012";
const STACKS = ["ecs-connector", "org-delegation"];

let emulator: AwsEmulator;
let unit: string;
let member: string;
let connectorAccount: string;
let keys: Keys;
let subnetId: string;
let ec2: EC2Client;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  unit = await makeUnit(organization, "apps", organization.rootId);
  member = await makeAccount(organization, "app", unit);
  connectorAccount = await makeAccount(organization, "connector");
  keys = await administratorOf(emulator.endpoint, connectorAccount);
  ec2 = new EC2Client(clientConfigAs(emulator.endpoint, keys));
  const vpc = await makeVpc(ec2);
  subnetId = (await makeSubnet(ec2, vpc, { route: "nat-gateway" })).subnetId;
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

/** Two profiles, as in anybody's ~/.aws, and no other credentials. */
const profiles = (folder: string): Env =>
  writeProfiles(emulator.endpoint, join(folder, "aws-config"), {
    connector: keys,
    management: undefined,
  });

const settings = (): Env => ({
  AWS_PROFILE: "connector",
  TF_VAR_organizationProfile: "management",
  APONO_CONNECTOR_STACK: "ecs-connector",
  TF_VAR_APONO_TOKEN: "token",
  TF_VAR_subnetIds: JSON.stringify([subnetId]),
  TF_VAR_organizationalUnitIds: JSON.stringify([unit]),
});

async function rolesOf(of: Keys | undefined): Promise<string[]> {
  const config = clientConfig(emulator.endpoint);
  const iam = new IAMClient({ ...config, credentials: of ?? config.credentials });
  const { Roles: roles = [] } = await iam.send(new ListRolesCommand({}));
  return roles
    .map(({ RoleName }) => RoleName!)
    .filter((name) => name.startsWith("apono-"))
    .sort();
}

async function everyRole() {
  return {
    management: await rolesOf(undefined),
    connector: await rolesOf(keys),
    member: await rolesOf(await administratorOf(emulator.endpoint, member)),
  };
}

/** State in a bucket of the connector's account: the other stack's is read from there. */
async function bucket(): Promise<string> {
  const name = "apono-state";
  // One call needs no client of its own.
  const answer = await fetch(`${emulator.endpoint}/${name}`, {
    method: "PUT",
    headers: {
      Authorization: `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/20260101/${EMULATOR_REGION}/s3/aws4_request, SignedHeaders=host, Signature=none`,
    },
  });
  expect(answer.status).toBe(200);
  return JSON.stringify({
    s3: {
      bucket: name,
      key: "apono/{stack}.tfstate",
      region: EMULATOR_REGION,
      use_path_style: true,
    },
  });
}

/** With the state in files, the demo shows it. */
test("both stacks deploy in one command, each with its own profile, and their states in a bucket", async () => {
  const folder = tempDir("together-");
  const env: Env = {
    ...profiles(folder),
    ...settings(),
    APONO_BACKEND: await bucket(),
  };
  const cdktf = new Cdktf(folder, env);
  await cdktf.run("deploy", STACKS, env);

  const made = await everyRole();
  expect(made.connector).toEqual([
    expect.stringMatching(/^apono-connector-execution-role-[0-9a-f]{8}$/),
    expect.stringMatching(/^apono-connector-role-[0-9a-f]{8}$/),
  ]);
  expect(made.management).toEqual([expect.stringMatching(/^apono-management-role-[0-9a-f]{8}$/)]);
  expect(made.member).toEqual([expect.stringMatching(/^apono-member-role-[0-9a-f]{8}$/)]);

  const iam = new IAMClient(clientConfig(emulator.endpoint));
  const { Role: role } = await iam.send(new GetRoleCommand({ RoleName: made.management[0] }));
  const trust = [JSON.parse(decodeURIComponent(role!.AssumeRolePolicyDocument!))];
  const asking = (name: string) => ({
    action: "sts:AssumeRole",
    principal: `arn:aws:iam::${connectorAccount}:role/${name}`,
  });
  expect(allows(trust, asking(made.connector[1]!))).toBe(true);
  expect(allows(trust, asking(made.connector[0]!))).toBe(false);

  const terraform = new Terraform(cdktf.stackFolder("org-delegation"), { env });
  expect((await terraform.output())["management_account_role_arn"]).toBe(
    `arn:aws:iam::${MANAGEMENT}:role/${made.management[0]}`,
  );
  expect((await terraform.plan({ detailedExitcode: true, env })).changes).toEqual([]);

  await cdktf.run("destroy", STACKS, { ...env, TF_VAR_APONO_TOKEN: undefined });
  expect(await everyRole()).toEqual({ management: [], connector: [], member: [] });
});

test("one configuration with both modules, a provider each, is applied at once", async () => {
  const folder = tempDir("modules-");
  writeModule("ecs-connector", join(folder, "ecs"));
  writeModule("org-delegation", join(folder, "org"));
  const root = {
    provider: {
      aws: ["connector", "management"].map((name) => ({ alias: name, profile: name })),
    },
    module: {
      apono: {
        source: "./ecs",
        providers: { aws: "aws.connector" },
        aponoToken: "token",
        subnetIds: [subnetId],
      },
      apono_organization: {
        source: "./org",
        providers: { aws: "aws.management" },
        connectorRoleArn: "${module.apono.connector_role_arn}",
        organizationalUnitIds: [unit],
      },
    },
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
  const terraform = new Terraform(folder, { env: profiles(folder) });
  await terraform.init();
  await terraform.apply();
  const made = await everyRole();
  expect([made.connector.length, made.management.length, made.member.length]).toEqual([2, 1, 1]);
  expect(withoutEmulatorDifferences((await terraform.plan()).changes)).toEqual([]);
  await terraform.destroy();
  expect(await everyRole()).toEqual({ management: [], connector: [], member: [] });
});

test("the delegation deploys alone, for a connector that is elsewhere", async () => {
  const env: Env = {
    ...emulator.env,
    TF_VAR_connectorRoleArn: `arn:aws:iam::${connectorAccount}:role/apono-connector`,
    TF_VAR_organizationalUnitIds: JSON.stringify([unit]),
    TF_VAR_managementRoleName: "apono-org",
  };
  const cdktf = new Cdktf(tempDir("alone-"), env);
  const wrong = { TF_VAR_managementRoleName: "connector-org" };
  // cdktf may lose the message, which the tests of wrong inputs look at.
  const { code } = await cdktf.run("deploy", "org-delegation", wrong, false);
  expect(code).not.toBe(0);
  expect((await everyRole()).management).toEqual([]);

  await cdktf.run("deploy", "org-delegation", {});
  const made = await everyRole();
  expect(made.management).toEqual(["apono-org"]);
  expect(made.member).toEqual([expect.stringMatching(/^apono-member-role-/)]);
  await cdktf.run("destroy", "org-delegation", {});
  expect(await everyRole()).toEqual({ management: [], connector: [], member: [] });
});
