import { connectorsOnEcs } from "../../kit/apono-api/running-connectors";
import type { ApiConnector } from "../../kit/apono-api/connectors";
import { aponoPlugin } from "../../kit/apono-plugin";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { type Env, cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { needles, searchFolder } from "../../kit/token-search";
import { Cdktf } from "../../support/cdktf";
import { API_TOKEN, aponoApi } from "../../support/status";

jest.setTimeout(600_000);

const STACKS = ["ecs-connector", "apono-integration"];
const CONNECTOR_TOKEN = "connTok3nMark8Hy5Kd2Vb7";

const api = aponoApi();
let emulator: AwsEmulator;
let cdktf: Cdktf;
let env: Env;
let mirrors: readonly string[];
/** What the commands wrote. */
let output = "";

beforeAll(async () => {
  mirrors = (await aponoPlugin()).mirrors;
  emulator = await startAwsEmulator();
  const ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  ec2.destroy();
  env = {
    ...emulator.env,
    ...api.env,
    APONO_CONNECTOR_STACK: "ecs-connector",
    APONO_INTEGRATION: "account",
    TF_VAR_APONO_TOKEN: CONNECTOR_TOKEN,
    TF_VAR_subnetIds: JSON.stringify([subnetId]),
    TF_VAR_connectorId: "production",
  };
  cdktf = new Cdktf(tempDir("integration-"), env, mirrors);
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

async function run(command: "deploy" | "destroy", more: Env = {}): Promise<void> {
  const { stdout, stderr } = await cdktf.run(command, STACKS, { ...env, ...more });
  output += stdout + stderr;
}

test("connector and integration deploy in one command, plan without changes, change, and go in the other order", async () => {
  /** What ECS ran at each call of the API. */
  const seen: (readonly ApiConnector[])[] = [];
  api.knows(async () => {
    const connectors = await connectorsOnEcs(clientConfig(emulator.endpoint));
    seen.push(connectors);
    return connectors;
  });

  await run("deploy");
  expect(api.integrations.all).toEqual([
    {
      id: expect.any(String),
      name: "AWS account of production",
      type: "aws-account",
      category: "RESOURCES",
      status: "Active",
      connector_id: "production",
      integration_config: { region: "us-east-1" },
      connected_resource_types: [
        "aws-account-integration",
        "aws-account-iam-role",
        "aws-account-iam-policy",
        "aws-account-iam-group",
        "aws-account-s3-bucket",
      ],
      custom_access_details: null,
      owner: null,
      owners_mapping: null,
    },
  ]);
  const { id } = api.integrations.all[0]!;

  const terraform = new Terraform(cdktf.stackFolder("apono-integration"), {
    env,
    extraMirrors: mirrors,
  });
  const plan = await terraform.plan({ detailedExitcode: true });
  output += plan.output;
  expect(plan.changes).toEqual([]);
  expect(await terraform.output()).toMatchObject({
    integration_id: id,
    integration_name: "AWS account of production",
  });

  await run("deploy", {
    TF_VAR_integrationName: "Production",
    TF_VAR_credentialsRotationDays: "30",
    TF_VAR_credentialsCleanupDays: "90",
    TF_VAR_resourceTypes: '["aws-account-s3-bucket"]',
    TF_VAR_integrationConfig: '{"profile": "apono"}',
    TF_VAR_ownerType: "user",
    TF_VAR_ownerValues: '["owner@example.com"]',
    TF_VAR_ownersMappingType: "group",
    TF_VAR_ownersMappingKey: "owner",
    TF_VAR_ownersMappingSource: "Google Oauth",
    TF_VAR_customAccessDetails: "Ask the platform team",
  });
  expect(api.integrations.all).toEqual([
    expect.objectContaining({
      id,
      name: "Production",
      integration_config: {
        region: "us-east-1",
        profile: "apono",
        credentials_rotation_period_in_days: "30",
        credentials_cleanup_period_in_days: "90",
      },
      connected_resource_types: ["aws-account-s3-bucket"],
      custom_access_details: "Ask the platform team",
      owner: {
        attribute_type: "user",
        attribute_value: ["owner@example.com"],
        source_integration_name: null,
      },
      owners_mapping: {
        attribute_type: "group",
        key_name: "owner",
        source_integration_name: "Google Oauth",
      },
    }),
  ]);

  await run("destroy", { TF_VAR_APONO_TOKEN: undefined });
  expect(api.integrations.all).toEqual([]);
  // The connector was still there when its integration went.
  const deletion = api.calls.findIndex(({ method }) => method === "DELETE");
  expect(api.calls[deletion]!.path).toContain(id);
  expect(seen[deletion]!.map((connector) => connector.id)).toEqual(["production"]);
  expect(await connectorsOnEcs(clientConfig(emulator.endpoint))).toEqual([]);
});

test("neither token is in anything that was kept, planned or written", () => {
  for (const token of [API_TOKEN, CONNECTOR_TOKEN]) {
    const wanted = needles(token);
    const { hits, read } = searchFolder(cdktf.folder, wanted);
    expect(read).toBeGreaterThan(5);
    expect(hits).toEqual([]);
    expect(wanted.filter((needle) => output.includes(needle))).toEqual([]);
  }
});
