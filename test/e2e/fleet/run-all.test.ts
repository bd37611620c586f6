import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EC2Client } from "@aws-sdk/client-ec2";
import {
  DescribeClustersCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
} from "@aws-sdk/client-ecs";
import { apiConnector } from "../../kit/apono-api/connectors";
import { type AponoApiServer, startAponoApi } from "../../kit/apono-api/server";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import { makeSubnet, makeVpc } from "../../kit/network";
import {
  type Keys,
  administratorOf,
  clientConfigAs,
  makeAccount,
  makeOrganization,
} from "../../kit/organization";
import { cleanUp, tempDir } from "../../kit/processes";
import { terraformEnv, writeCliConfig } from "../../kit/provider-plugins";
import { Terraform } from "../../kit/terraform";
import { needles, searchFolder } from "../../kit/token-search";
import { renderFleet, writeModules } from "../../support/fleets";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";
import { type RunAll, runAllIn } from "../../support/run-all";
import { npxShim } from "../../support/shims";
import { API_TOKEN } from "../../support/status";

jest.setTimeout(1_800_000);

const REGIONS = ["us-east-1", "eu-west-1", "eu-central-1"];

let folder: string;
let emulator: AwsEmulator;
let proxy: FaultProxy;
let api: AponoApiServer;
let all: RunAll;
let names: string[];
let keys: Keys[];
let env: Record<string, string | undefined>;
const outputs: string[] = [];

/** A connector's place: each account has one in each region. */
const placeOf = (index: number) => ({
  account: Math.floor(index / REGIONS.length),
  region: REGIONS[index % REGIONS.length]!,
});

async function subnetIn(account: Keys, region: string): Promise<string> {
  const ec2 = new EC2Client({ ...clientConfigAs(emulator.endpoint, account), region });
  const options = { route: "internet-gateway", availabilityZone: `${region}a` } as const;
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), options);
  ec2.destroy();
  return subnetId;
}

beforeAll(async () => {
  folder = tempDir("run-all-");
  emulator = await startAwsEmulator({ organizations: true });
  proxy = await startFaultProxy(emulator.endpoint);
  api = await startAponoApi(API_TOKEN);
  env = {
    ...terraformEnv(writeCliConfig(tempDir("cli-"))),
    ...emulatorEnv(proxy.endpoint),
    ...api.env,
    ...npxShim(tempDir("bin-")).env,
  };
  all = await runAllIn(join(folder, "connectors"), env);
  // Terragrunt is tried, where it is at hand, with as many as a company has; the walk only with both waves.
  const count = all.isTerragrunt ? 8 * REGIONS.length : 2;
  const accounts = Math.ceil(count / REGIONS.length);
  names = Array.from({ length: count }, (_, at) => `connector-${at}`);
  const organization = await makeOrganization(emulator.endpoint);
  const ids: string[] = [];
  keys = [];
  for (let at = 0; at < accounts; at++) {
    ids.push(await makeAccount(organization, `account-${at}`));
    keys.push(await administratorOf(emulator.endpoint, ids[at]!));
  }
  const connectors = [];
  for (const [at, name] of names.entries()) {
    const { account, region } = placeOf(at);
    const inputs = { subnetIds: [await subnetIn(keys[account]!, region)] };
    connectors.push({ name, module: "ecs-connector", account: ids[account], region, inputs });
    env[`TF_VAR_APONO_TOKEN_CONNECTOR_${at}`] = nastyToken(name);
  }
  writeModules(folder, ["ecs-connector"]);
  const fleet = {
    defaults: { assumeRole: "arn:aws:iam::{account}:role/OrganizationAccountAccessRole" },
    modules: { source: join(folder, "modules", "{module}") },
    backend: { local: { path: join(folder, "states", "{name}.tfstate") } },
    tokens: { "*": "APONO_TOKEN_{NAME}" },
    waves: [[names[0]], ["*"]],
    connectors,
  };
  await renderFleet(folder, fleet, "terragrunt");
});

afterAll(async () => {
  await api.stop();
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

async function runAll(command: "apply" | "destroy"): Promise<boolean> {
  const { ok, output } = await all.run(command);
  outputs.push(output);
  return ok;
}

/** Connectors of which there is a service in their account and region; the emulator lists deleted clusters, too. */
async function deployed(): Promise<string[]> {
  const there = await Promise.all(
    names.map(async (name, at) => {
      const { account, region } = placeOf(at);
      const ecs = new ECSClient({ ...clientConfigAs(emulator.endpoint, keys[account]!), region });
      const { clusterArns: clusters = [] } = await ecs.send(new ListClustersCommand({}));
      const { clusters: known = [] } = await ecs.send(new DescribeClustersCommand({ clusters }));
      const active = known.filter(({ status }) => status === "ACTIVE");
      const services = await Promise.all(
        active.map(({ clusterArn: cluster }) => ecs.send(new ListServicesCommand({ cluster }))),
      );
      ecs.destroy();
      return services.some(({ serviceArns = [] }) => serviceArns.length > 0) ? [name] : [];
    }),
  );
  return there.flat();
}

/** Resources in a connector's state. */
const inState = (name: string) =>
  (
    JSON.parse(readFileSync(join(folder, "states", `${name}.tfstate`), "utf8")) as {
      resources: unknown[];
    }
  ).resources;

test("the second wave does not start while the canary is not connected", async () => {
  expect(await runAll("apply")).toBe(false);
  expect(await deployed()).toEqual([names[0]]);
  expect(outputs.join("")).toContain(`Connector ${names[0]}: not connected`);
});

test("where one fails, the others are there", async () => {
  api.knows([apiConnector(names[0]!)]);
  proxy.failOnce({
    action: "CreateService",
    status: 400,
    body: JSON.stringify({ __type: "InvalidParameterException", message: "made to fail" }),
  });
  expect(await runAll("apply")).toBe(false);
  expect(outputs.join("")).toContain("made to fail");
  expect(await deployed()).toHaveLength(names.length - 1);
});

test("the rerun makes the one that failed, and then no plan has changes", async () => {
  expect(await runAll("apply")).toBe(true);
  expect(await deployed()).toEqual(names);
  expect(proxy.counts()["CreateService"]).toBe(names.length + 1);
  for (const name of names) {
    const terraform = new Terraform(join(folder, "connectors", name), { env });
    await terraform.run(["init", "-input=false"]);
    const { changes } = await terraform.plan();
    expect({ name, changes: withoutEmulatorDifferences(changes) }).toEqual({ name, changes: [] });
  }
});

test("destroying leaves nothing", async () => {
  expect(await runAll("destroy")).toBe(true);
  expect(await deployed()).toEqual([]);
  expect(names.flatMap(inState)).toEqual([]);
});

test("no token is in a file, a state or an output", () => {
  const wanted = needles(TOKEN_MARKER);
  expect(searchFolder(folder, wanted).hits).toEqual([]);
  expect(outputs.filter((text) => wanted.some((needle) => text.includes(needle)))).toEqual([]);
});
