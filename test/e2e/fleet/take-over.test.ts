import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { Cdktf } from "../../support/cdktf";
import { runCli } from "../../support/cli";
import { writeModules } from "../../support/fleets";
import { nastyToken } from "../../support/nasty-token";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let folder: string;
let file: string;
const token = { TF_VAR_APONO_TOKEN: nastyToken("take-over") };

beforeAll(async () => {
  emulator = await startAwsEmulator();
  folder = tempDir("take-over-");
  const ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "internet-gateway" });
  ec2.destroy();
  writeModules(folder, ["ecs-connector", "account-delegation"]);
  file = join(folder, "fleet.json");
  const fleet = {
    defaults: { region: "us-east-1", tags: { team: "platform" } },
    modules: { source: "./modules/{module}" },
    backend: { local: { path: "states/{name}.tfstate" } },
    connectors: [
      { name: "prod", module: "ecs-connector", inputs: { subnetIds: [subnetId] } },
      { name: "data", module: "account-delegation", dependsOn: ["prod"] },
    ],
  };
  writeFileSync(file, JSON.stringify(fleet));
  const cdktf = new Cdktf(folder, { ...emulator.env, APONO_FLEET: file, ...token });
  await cdktf.run("deploy", "*", {});
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** The modules' calls in the roots. */
const CALLS: Readonly<Record<string, string>> = {
  prod: "module.connector",
  data: "module.delegation",
};

interface StateFile {
  readonly resources: readonly {
    readonly mode: string;
    readonly module?: string;
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly index_key?: string | number }[];
  }[];
}

/** Addresses of what a state has, sorted. */
const managedIn = (name: string) => {
  const state = readFileSync(join(folder, "states", `${name}.tfstate`), "utf8");
  return (JSON.parse(state) as StateFile).resources
    .filter(({ mode }) => mode === "managed")
    .flatMap(({ module, type, name, instances }) =>
      instances.map(({ index_key: key }) => {
        const address = [module, type, name].filter((part) => part !== undefined).join(".");
        return key === undefined ? address : `${address}[${JSON.stringify(key)}]`;
      }),
    )
    .sort();
};

const root = (name: string) =>
  new Terraform(join(folder, "connectors", name), { env: { ...emulator.env, ...token } });

const render = async (...flags: string[]) => {
  const { code, err } = await runCli(["fleet", "render", file, ...flags, "-o", folder]);
  expect({ code, err }).toMatchObject({ code: 0 });
  return err;
};

test("status of one finds its state, and asks what runs it", async () => {
  const env = { ...process.env, ...emulator.env, APONO_FLEET: file };
  const { out } = await runCli(["status", "prod", "--format", "json"], { env });
  expect(JSON.parse(out)).toMatchObject({
    connectorId: "prod",
    deployment: { region: "us-east-1" },
    runtime: { desired: 1 },
  });
  const unnamed = await runCli(["status"], { env });
  expect(unnamed).toMatchObject({
    code: 2,
    err: `${file} has several: prod, data. Name one, or ask about all with apono-connector fleet status.`,
  });
});

test("roots take over what cdktf deployed: everything is moved, and nothing made or destroyed", async () => {
  await render("-e", "terraform", "--from-cdktf");
  for (const name of ["prod", "data"]) {
    const terraform = root(name);
    const before = managedIn(name);
    await terraform.init();
    const { changes } = await terraform.plan();
    expect(changes.every(({ previousAddress }) => previousAddress !== undefined)).toBe(true);
    expect(changes).toHaveLength(before.length);
    const more = withoutEmulatorDifferences(changes).filter(({ action }) => action !== "move");
    expect(more).toEqual([]);
    await terraform.apply();
    expect(managedIn(name)).toEqual(before.map((address) => `${CALLS[name]}.${address}`));
  }
});

test("rendered without the moves, nothing changes, and all can be destroyed", async () => {
  expect(await render("-e", "terraform")).toContain("deleted: connectors/data/moved.tf");
  for (const name of ["data", "prod"]) {
    const terraform = root(name);
    const { changes } = await terraform.plan();
    expect(withoutEmulatorDifferences(changes)).toEqual([]);
    await terraform.destroy();
    expect(managedIn(name)).toEqual([]);
  }
});
