import { join } from "node:path";
import { apiConnector } from "../../kit/apono-api/connectors";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Cdktf } from "../../support/cdktf";
import { API_TOKEN, aponoApi, statusJson } from "../../support/status";
import { needles, searchFolder } from "../../kit/token-search";

jest.setTimeout(600_000);

const api = aponoApi();
let emulator: AwsEmulator;
let cdktf: Cdktf;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  cdktf = new Cdktf(tempDir("status-deployed-"), emulator.env);
  const ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  ec2.destroy();
  await cdktf.run("deploy", "ecs-connector", {
    ...api.env,
    TF_VAR_APONO_TOKEN: "connector-token-0123456789",
    TF_VAR_subnetIds: JSON.stringify([subnetId]),
    TF_VAR_connectorId: "production",
    TF_VAR_numberOfInstances: "2",
    TF_VAR_connectorVersion: "v1.7.8",
  });
});
afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

it("what cdktf deployed is read from its state, and asked about in ECS", async () => {
  api.knows([apiConnector("production", { instances: 1 })]);
  const { document } = await statusJson([], {
    ...emulator.env,
    ...api.env,
    APONO_BACKEND: JSON.stringify({ local: { path: join(cdktf.state, "{stack}.tfstate") } }),
    TF_CLI_CONFIG_FILE: undefined,
  });
  expect(document).toMatchObject({
    stack: "ecs-connector",
    connectorId: "production",
    verdict: "not-as-configured",
    instances: { expected: 2, connected: 1 },
    version: { configured: "v1.7.8", running: ["v1.7.8"] },
    deployment: { accountId: "123456789012", region: "us-east-1" },
    runtime: { kind: "ecs", desired: 2, version: "v1.7.8" },
  });
});

it("the API token is in nothing that was synthesized or kept", () => {
  const { hits, read } = searchFolder(cdktf.folder, needles(API_TOKEN));
  expect(read).toBeGreaterThan(3);
  expect(hits).toEqual([]);
});
