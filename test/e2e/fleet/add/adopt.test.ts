import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { publicModule } from "../../../fixtures/public-module";
import { type AwsEmulator, startAwsEmulator } from "../../../kit/aws-emulator";
import { PROJECT_CDKTF } from "../../../kit/cdktf";
import { withoutEmulatorDifferences } from "../../../kit/emulator-differences";
import { engineBinary } from "../../../kit/engines/current";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { type Env, cleanUp, run, tempDir } from "../../../kit/processes";
import { terraformEnv, writeCliConfig } from "../../../kit/provider-plugins";
import { Terraform } from "../../../kit/terraform";
import { needles, searchFolder } from "../../../kit/token-search";
import { runCli } from "../../../support/cli";
import { moduleAsRoot } from "../../../support/deployment";
import { TOKEN_MARKER, nastyToken } from "../../../support/nasty-token";
import { acts } from "../../../support/planned-acts";

jest.setTimeout(600_000);

const SUFFIX = "a_B-9x_Z-Qw";
const TAGS = { team: "platform" };

let emulator: AwsEmulator;
/** The folder of cdktf.json, as far as the commands see. */
let folder: string;
let env: Env;
let own: Terraform;
let caller: Terraform;
let inputs: Record<string, unknown>;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  folder = tempDir("adopt-");
  const backend = { local: { path: join(folder, "states", "{stack}.tfstate") } };
  env = {
    ...terraformEnv(writeCliConfig(folder)),
    ...emulator.env,
    PATH: `${shimOfNpx()}:${process.env["PATH"]}`,
    APONO_FLEET: join(folder, "fleet.yaml"),
    APONO_BACKEND: JSON.stringify(backend),
    CHECKPOINT_DISABLE: "1",
    CI: "1",
  };
  const ec2 = ec2Client(emulator.endpoint);
  const vpc = await makeVpc(ec2);
  const { subnetId: first } = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
  const { subnetId: second } = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
  ec2.destroy();
  inputs = givenInputs([second, first]);
  own = moduleAsRoot("ecs-connector", emulator.env);
  caller = callerOfPublicModule({ subnetIds: [first], vpcId: vpc.vpcId });
  await Promise.all([
    deploy(own, { vars: { ...inputs, tags: TAGS, aponoToken: nastyToken("own") } }),
    deploy(caller),
  ]);
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** Far from the defaults. */
const givenInputs = (subnetIds: readonly string[]) => ({
  subnetIds,
  connectorId: "production",
  connectorVersion: "v1.7.9",
  imageRepository: "registry.apono.io/mirror/apono-connector",
  aponoUrl: "api.eu.apono.io",
  aponoTokenVersion: 3,
  numberOfInstances: 2,
  assignPublicIp: true,
  egress: { cidrBlocks: ["10.0.0.0/8", "fd00::/8"], ports: ["443", "53", "5432-5439"] },
  cpu: 512,
  memory: 1024,
  cpuArchitecture: "ARM64",
  logGroupRetentionInDays: 90,
  logs: { skipDestroy: true },
  containerInsights: "enabled",
  enableExecuteCommand: true,
  container: {
    environmentVariables: { HTTPS_PROXY: "http://proxy.example.com:3128" },
    secrets: { USER_NAME: "arn:aws:ssm:us-east-1:123456789012:parameter/user" },
    stopTimeout: 60,
    ephemeralStorage: 30,
    readonlyRootFilesystem: true,
    user: "1000",
  },
  alerts: { topicArns: ["arn:aws:sns:us-east-1:123456789012:on-call"], minutes: 7 },
  roleName: "production-connector",
  permissionSets: ["remote-management", "tagged-secrets", "ec2-read"],
  extraManagedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"],
  extraManagedPolicies: { databases: "arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess" },
  exclusivePolicies: true,
  permissionsBoundaryArn: "arn:aws:iam::aws:policy/PowerUserAccess",
  grantedRolesBoundaryArn: "arn:aws:iam::123456789012:policy/boundary",
  protectedRoleNames: ["apono-organization-*"],
  roles: { path: "/apono/", assumedRolesPath: "/members/" },
  namePrefix: "acme-",
  nameSuffix: "prod_1",
});

/** A pipeline's root that calls the public module. */
function callerOfPublicModule(network: { subnetIds: string[]; vpcId: string }): Terraform {
  const root = tempDir("pipeline-");
  mkdirSync(join(root, "public"));
  const options = { suffix: SUFFIX, withPermissions: true, tags: TAGS, token: TOKEN_MARKER };
  const module = publicModule({ ...options, ...network });
  writeFileSync(join(root, "public", "main.tf.json"), JSON.stringify(module));
  const calls = { module: { apono: { source: "./public" } } };
  writeFileSync(join(root, "main.tf.json"), JSON.stringify(calls));
  return new Terraform(root, { env: emulator.env });
}

async function deploy(terraform: Terraform, options = {}): Promise<void> {
  await terraform.init();
  await terraform.apply(options);
}

/** `npx cdktf` as it runs in the project, with an output folder of its own; plans are made by the tests. */
function shimOfNpx(): string {
  const shims = join(folder, "bin");
  mkdirSync(shims);
  const script = `#!/bin/sh
case "$*" in
  "cdktf synth") cd "${PROJECT_CDKTF.project}" && exec "${PROJECT_CDKTF.command}" synth --output "${folder}/cdktf.out" ;;
  "cdktf diff"*) ;;
  *) exit 2 ;;
esac
`;
  writeFileSync(join(shims, "npx"), script, { mode: 0o755 });
  return shims;
}

/** Adds a deployment, runs the commands that are printed, and returns the fleet's stack. */
async function adopt(name: string, from: Terraform, token: string): Promise<Terraform> {
  const state = join(from.folder, "pulled.tfstate");
  writeFileSync(state, (await from.run(["state", "pull"])).stdout);
  const { code, out, err } = await runCli(
    ["fleet", "add", name, "--state", state, "--file", join(folder, "fleet.yaml")],
    { env: { TERRAFORM_BINARY_NAME: engineBinary() } },
  );
  expect({ code, err }).toMatchObject({
    code: 0,
    err: expect.stringContaining(`${name} is added`),
  });
  expect(out + err).not.toContain(TOKEN_MARKER);
  await run("sh", ["-e", "-c", out], { cwd: folder, env, check: true, timeoutMs: 300_000 });
  return new Terraform(join(folder, "cdktf.out", "stacks", name), {
    env: { ...env, ...tokenOf(out, token) },
  });
}

/** The variable that the printed commands export. */
const tokenOf = (commands: string, token: string): Env => ({
  [/^export (TF_VAR_\w+)$/m.exec(commands)![1]!]: token,
});

/** An entry of the file. */
function entry(name: string) {
  const { connectors } = parse(readFileSync(join(folder, "fleet.yaml"), "utf8")) as {
    connectors: { name: string; inputs: Record<string, unknown> }[];
  };
  return connectors.find((each) => each.name === name)!;
}

test("a deployment of the module becomes the fleet's without any change", async () => {
  const stack = await adopt("prod", own, nastyToken("own"));
  expect(entry("prod")).toEqual({
    name: "prod",
    module: "ecs-connector",
    account: "123456789012",
    region: "us-east-1",
    tags: TAGS,
    inputs,
  });
  const { changes, plan } = await stack.plan();
  expect(withoutEmulatorDifferences(changes)).toEqual([]);
  expect(Object.values(plan?.output_changes ?? {}).flatMap(({ actions }) => actions)).toEqual(
    Object.keys(plan?.output_changes ?? {}).map(() => "no-op"),
  );
});

test("a call of the public module becomes a connector of the fleet, and keeps all that it made", async () => {
  const before = await caller.stateList();
  const stack = await adopt("office", caller, TOKEN_MARKER);
  const { changes, plan } = await stack.plan();
  const heirs = plan!.resource_changes!.flatMap(({ previous_address }) => previous_address ?? []);
  expect(heirs).toHaveLength(before.length - 2);
  expect(
    acts(changes.filter(({ action }) => ["delete", "replace", "forget"].includes(action))),
  ).toEqual([
    "delete terraform_data.stackId",
    "forget aws_ecs_task_definition.ECSTaskDefinition",
    "replace aws_secretsmanager_secret_version.token[0]",
  ]);
  expect(entry("office").inputs).toEqual({
    connectorId: "apono-connector",
    nameSuffix: SUFFIX,
    subnetIds: [expect.stringMatching(/^subnet-/)],
  });
});

test("no token is in the fleet file or a synthesized file", () => {
  const { hits, read } = searchFolder(folder, needles(TOKEN_MARKER));
  expect(hits.filter((hit) => !JSON.stringify(hit).includes("states"))).toEqual([]);
  expect(read).toBeGreaterThan(5);
});
