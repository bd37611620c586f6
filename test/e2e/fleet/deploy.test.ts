import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DescribeClustersCommand, ECSClient, ListClustersCommand } from "@aws-sdk/client-ecs";
import { GetRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  GetSecretValueCommand,
  ListSecretsCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { makeSubnet, makeVpc } from "../../kit/network";
import {
  administratorOf,
  clientConfigAs,
  makeAccount,
  makeOrganization,
} from "../../kit/organization";
import { cleanUp, tempDir } from "../../kit/processes";
import { needles, searchFolder } from "../../kit/token-search";
import { Cdktf } from "../../support/cdktf";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";

jest.setTimeout(600_000);

const NAMES = ["canary", "prod"] as const;
const REGIONS = { canary: "us-east-1", prod: "eu-west-1" };

let emulator: AwsEmulator;
let cdktf: Cdktf;
let folder: string;
let accounts: Record<(typeof NAMES)[number] | "data", string>;
const tokens = { canary: nastyToken("canary"), prod: nastyToken("prod") };

/** A client's configuration as the administrator of an account. */
const as = async (account: string, region = "us-east-1") => ({
  ...clientConfigAs(emulator.endpoint, await administratorOf(emulator.endpoint, account)),
  region,
});

async function makeSubnetIn(account: string, region: string): Promise<string> {
  const ec2 = new EC2Client(await as(account, region));
  const vpc = await makeVpc(ec2);
  const options = { route: "internet-gateway", availabilityZone: `${region}a` } as const;
  const { subnetId } = await makeSubnet(ec2, vpc, options);
  ec2.destroy();
  return subnetId;
}

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  accounts = {
    canary: await makeAccount(organization, "canary"),
    prod: await makeAccount(organization, "prod"),
    data: await makeAccount(organization, "data"),
  };
  folder = tempDir("fleet-");
  const connector = async (name: (typeof NAMES)[number]) => ({
    name,
    module: "ecs-connector",
    account: accounts[name],
    region: REGIONS[name],
    inputs: { subnetIds: [await makeSubnetIn(accounts[name], REGIONS[name])] },
  });
  const fleet = {
    defaults: {
      region: "us-east-1",
      assumeRole: "arn:aws:iam::{account}:role/OrganizationAccountAccessRole",
      tags: { team: "platform" },
    },
    backend: { local: { path: join(folder, "states", "{name}.tfstate") } },
    tokens: { "*": "APONO_TOKEN_{NAME}" },
    connectors: [
      {
        name: "data",
        module: "account-delegation",
        account: accounts.data,
        dependsOn: ["canary"],
      },
      await connector("canary"),
      await connector("prod"),
    ],
  };
  writeFileSync(join(folder, "fleet.json"), JSON.stringify(fleet, null, 2));
  cdktf = new Cdktf(folder, {
    ...emulator.env,
    APONO_FLEET: join(folder, "fleet.json"),
    TF_VAR_APONO_TOKEN_CANARY: tokens.canary,
    TF_VAR_APONO_TOKEN_PROD: tokens.prod,
  });
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** The outputs in a connector's state. */
const outputsOf = (name: string) =>
  (
    JSON.parse(readFileSync(join(folder, "states", `${name}.tfstate`), "utf8")) as {
      outputs: Record<string, { value: string }>;
    }
  ).outputs;

/** ARNs of the clusters that a connector's account and region have; the emulator lists deleted ones, too. */
async function clustersOf(name: (typeof NAMES)[number]): Promise<string[]> {
  const ecs = new ECSClient(await as(accounts[name], REGIONS[name]));
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const { clusters = [] } = await ecs.send(new DescribeClustersCommand({ clusters: clusterArns }));
  ecs.destroy();
  return clusters.flatMap(({ status, clusterArn }) => (status === "ACTIVE" ? [clusterArn!] : []));
}

/** The token that is in the one secret of a connector. */
async function tokenOf(name: (typeof NAMES)[number]): Promise<string> {
  const secrets = new SecretsManagerClient(await as(accounts[name], REGIONS[name]));
  const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
  const { SecretString } = await secrets.send(
    new GetSecretValueCommand({ SecretId: SecretList[0]!.ARN }),
  );
  secrets.destroy();
  return (JSON.parse(SecretString!) as { password: string }).password;
}

test("a pattern deploys the connectors that it matches", async () => {
  await cdktf.run("deploy", "pro*", {});
  expect(await clustersOf("prod")).toHaveLength(1);
  expect(await clustersOf("canary")).toEqual([]);
  expect(readdirSync(join(folder, "states"))).toEqual(["prod.tfstate"]);
});

test("all are deployed in one command, each in its account and region with its own token", async () => {
  await cdktf.run("deploy", "*", {});
  for (const name of NAMES) {
    expect(await clustersOf(name)).toEqual([
      expect.stringContaining(`arn:aws:ecs:${REGIONS[name]}:${accounts[name]}:cluster/`),
    ]);
    expect(await tokenOf(name)).toBe(tokens[name]);
  }
  expect(readdirSync(join(folder, "states")).filter((file) => file.endsWith(".tfstate"))).toEqual([
    "canary.tfstate",
    "data.tfstate",
    "prod.tfstate",
  ]);
});

test("a delegation trusts the role of the connector that it depends on", async () => {
  const iam = new IAMClient(await as(accounts.data));
  const { Role } = await iam.send(
    new GetRoleCommand({ RoleName: outputsOf("data")["member_role_name"]!.value }),
  );
  iam.destroy();
  expect(decodeURIComponent(Role!.AssumeRolePolicyDocument!)).toContain(
    outputsOf("canary")["connector_role_arn"]!.value,
  );
});

test("no token is in a state or a synthesized file", () => {
  const { hits, read } = searchFolder(folder, needles(TOKEN_MARKER));
  expect(hits).toEqual([]);
  expect(read).toBeGreaterThan(10);
});

test("all are destroyed in one command", async () => {
  await cdktf.run("destroy", "*", {});
  for (const name of [...NAMES, "data"]) expect(outputsOf(name)).toEqual({});
  for (const name of NAMES) expect(await clustersOf(name)).toEqual([]);
});
