import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFleet } from "../../../../../fleet/read";
import { derivedSuffix } from "../../../../../modules/naming";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { runCli } from "../../../../support/cli";
import {
  type EcsOptions,
  ecsResources,
  pulledState,
  shownState,
} from "../../../../support/fleet-states";

const SUBNET = "subnet-0123456789abcdef0";
const NEW = ["--module", "ecs-connector", "--set", `subnetIds=[${SUBNET}]`];

const FLEET = `# Ours.
defaults:
  account: "123456789012"
  region: eu-central-1
  tags: { team: platform }
  inputs:
    ecs-connector: { numberOfInstances: 2 }
connectors:
  - name: canary # first
    module: ecs-connector
    inputs: { subnetIds: [${SUBNET}], connectorId: early }
`;

let file: string;

beforeEach(() => {
  file = join(tempDir("fleet-"), "fleet.yaml");
  writeFileSync(file, FLEET);
});

afterAll(cleanUp);

const text = () => readFileSync(file, "utf8");

const add = (args: readonly string[], input = "") =>
  runCli(["fleet", "add", ...args, "--file", file], { input });

const addFrom = (options: EcsOptions, ...args: readonly string[]) =>
  add(["prod", "--state", "-", ...args], pulledState(["", ecsResources(options)]));

describe("fleet add from a state", () => {
  it("writes what differs from the defaults of file and module, and nothing else", async () => {
    const { code } = await addFrom({ numberOfInstances: 2, tags: { team: "platform", env: "p" } });
    expect(code).toBe(0);
    expect(text()).toBe(`${FLEET}  - name: prod
    module: ecs-connector
    tags:
      env: p
    inputs:
      connectorId: office
      nameSuffix: da765cca
      subnetIds: [${SUBNET}]
      assignPublicIp: false
tokens:
  prod: APONO_TOKEN_PROD
`);
  });

  it("writes the module's default where the file's is another", async () => {
    await addFrom({ connectorId: "prod", numberOfInstances: 1 });
    expect(text()).toContain("      numberOfInstances: 1\n");
    expect(text()).not.toContain("connectorId: prod");
  });

  it("names the secret that holds the token", async () => {
    const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd";
    await addFrom({ tokenSecretArn: arn });
    expect(text()).toContain(`tokens:\n  prod: ${arn}\n`);
  });

  it("says which tags the defaults add", async () => {
    const { err } = await addFrom({ tags: {} });
    expect(err).toContain("defaults.tags adds team to its tags: the plan sets them in place.");
  });

  it("reads terraform show -json as well, and a module that is called", async () => {
    const { code, out } = await add(
      ["prod", "--state", "-"],
      shownState("module.apono", ecsResources()),
    );
    const shown = text();
    writeFileSync(file, FLEET);
    const pulled = await add(
      ["prod", "--state", "-"],
      pulledState(["module.apono", ecsResources()]),
    );
    expect({ code, file: shown }).toEqual({ code: pulled.code, file: text() });
    expect(out).toContain("terraform state pull > prod.tfstate");
    expect(out).toContain("terraform state rm module.apono");
  });

  it("leaves out the suffix that follows from account, region and ID", async () => {
    await addFrom({ suffix: "3f39b19b", connectorId: "prod" });
    const suffixed = text();
    writeFileSync(file, FLEET);
    await addFrom({
      suffix: derivedSuffix("123456789012", "eu-central-1", "prod"),
      connectorId: "prod",
    });
    expect(suffixed).toContain("nameSuffix: 3f39b19b");
    expect(text()).not.toContain("nameSuffix");
  });

  it("takes one of several by its address", async () => {
    const both = pulledState(
      ["module.a", ecsResources({ connectorId: "a" })],
      ["module.b", ecsResources({ connectorId: "b" })],
    );
    expect(await add(["prod", "--state", "-"], both)).toMatchObject({
      code: 1,
      err: "Standard input has several: module.a, module.b. Choose one with --address, and add each under a name of its own.",
    });
    expect(text()).toBe(FLEET);
    await add(["prod", "--state", "-", "--address", "module.b"], both);
    expect(text()).toContain("connectorId: b\n");
  });

  it("prints the entry alone with --dry-run", async () => {
    const { out } = await addFrom({}, "--dry-run");
    expect(out).toMatch(/^ {2}- name: prod\n {4}module: ecs-connector\n/);
    expect(out).not.toContain("state push");
    expect(text()).toBe(FLEET);
  });

  it.each([
    ["", "Standard input is not a state that can be read: it has another format."],
    ['{"version":3}', "Standard input is not a state that can be read: it has another format."],
    ['{"encrypted_data":"x"}', "Standard input is not a state that can be read: it is encrypted."],
  ])("refuses what is no state: %j", async (input, message) => {
    const { code, err } = await add(["prod", "--state", "-"], input);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });

  it("refuses a state with nothing of Apono in it", async () => {
    expect(await add(["prod", "--state", "-"], pulledState())).toMatchObject({ code: 1 });
    const other = { type: "aws_ecs_service", name: "connector", values: { id: "x" } };
    const { err } = await add(["prod", "--state", "-"], pulledState(["", [other]]));
    expect(err).toContain("has no connector and no delegation");
  });
});

describe("fleet add from the public module's state on EKS", () => {
  const set = { "apono.token": "s3cr3t-token", "apono.connectorId": "office" };
  const more = { "image.tag": "v1.7.8", "resources.limits.cpu": "2" };
  const values = {
    name: "apono-connector",
    namespace: "access",
    set: Object.entries({ ...set, ...more }).map(([name, value]) => ({ name, value })),
  };
  const state = pulledState(["", [{ type: "helm_release", name: "connectorHelmChart", values }]]);

  it("needs the cluster's name, which the state does not tell", async () => {
    const { code, err } = await add(["office", "--state", "-"], state);
    expect(code).toBe(1);
    expect(err).toContain("office: inputs.clusterName is missing, and eks-connector needs it.");
    expect(err).not.toContain("s3cr3t-token");
  });

  it("writes the rest", async () => {
    const { code, out, err } = await add(
      ["office", "--state", "-", "--set", "clusterName=main"],
      state,
    );
    expect(code).toBe(0);
    expect(text() + out + err).not.toContain("s3cr3t-token");
    expect(text()).toContain(`  - name: office
    module: eks-connector
    inputs:
      clusterName: main
      namespace: access
      createNamespace: false
      cpu: "2"
`);
  });
});

describe("fleet add of a new one", () => {
  it("creates the file, which fleet check accepts", async () => {
    file = join(tempDir("fleet-"), "fleet.yaml");
    expect(
      await add(["lab", ...NEW, "--account", "111122223333", "--region", "eu-west-1"]),
    ).toMatchObject({ code: 0, out: "" });
    expect(text()).toBe(`# yaml-language-server: $schema=fleet.schema.json
connectors:
  - name: lab
    module: ecs-connector
    account: "111122223333"
    region: eu-west-1
    inputs:
      subnetIds: [${SUBNET}]
`);
    expect(parseFleet(text())).toHaveProperty("fleet");
  });

  it("keeps JSON", async () => {
    file = join(tempDir("fleet-"), "fleet.json");
    await add(["lab", ...NEW]);
    expect(JSON.parse(text())).toEqual({
      $schema: "fleet.schema.json",
      connectors: [{ name: "lab", module: "ecs-connector", inputs: { subnetIds: [SUBNET] } }],
    });
  });

  it("reads values by the input's type", async () => {
    await add([
      ...["lab", ...NEW, "--set", "connectorVersion=1.8", "--set", "cpu=512", "--set"],
      ...["memory=1024", "--set", "egress.ports=[443]", "--set", "tags={owner: me}"],
      ...["--set", 'egress.ports=["443"]'],
    ]);
    expect(text()).toContain('      connectorVersion: "1.8"\n');
    expect(text()).toContain('      egress:\n        ports: ["443"]\n');
    expect(text()).toContain("    tags:\n      owner: me\n");
  });

  it.each([
    [
      ["--set", "cpus=1"],
      2,
      "--set cpus: ecs-connector has no such input in a fleet file. Did you mean cpu?",
    ],
    [["--set", "egress.port=1"], 2, "Did you mean egress.ports?"],
    [["--set", "cpu"], 2, "--set: one is not <input>=<value>, such as cpu=512."],
    [
      ["--set", "aponoToken=secret"],
      2,
      "--set aponoToken: ecs-connector has no such input in a fleet file.",
    ],
    [["--set", "cpu=3"], 1, "lab: cpu: 3 is not a CPU size of Fargate."],
    [["--stack", "x", "--state", "y"], 2, "--state and --stack are both given."],
    [["--wave", "0"], 2, "Must be a whole number of at least 1."],
  ])("refuses %j, and writes nothing", async (args, code, message) => {
    const result = await add(["lab", ...NEW, ...args]);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(text()).toBe(FLEET);
  });

  it("never shows a token that was given", async () => {
    const { err } = await add(["lab", ...NEW, "--set", "aponoToken=s3cr3t-token"]);
    expect(err).not.toContain("s3cr3t-token");
  });

  it("says what is missing, with the entry", async () => {
    const { code, err } = await add(["lab", "--module", "ecs-connector"]);
    expect(code).toBe(1);
    expect(err).toContain("lab: inputs.subnetIds is missing, and ecs-connector needs it.");
    expect(err).toContain("  - name: lab\n    module: ecs-connector\n");
    expect(text()).toBe(FLEET);
  });

  it.each([
    ["canary", [], `:9:11: There is a connector canary already. Nothing was written.`],
    ["lab", ["--set", "connectorId=early"], `:11:`],
  ])("refuses a name or ID that is there: %s %j", async (name, args, message) => {
    const { code, err } = await add([name, ...NEW, ...args]);
    expect(code).toBe(1);
    expect(err).toContain(`${file}${message}`);
    expect(text()).toBe(FLEET);
  });

  it("refuses a file with mistakes, and shows them", async () => {
    writeFileSync(file, "connectors: [{ name: a }]\n");
    const { code, err } = await add(["lab", ...NEW]);
    expect(code).toBe(1);
    expect(err).toContain(`${file}:1:14: connectors[0]: "module" is missing.`);
  });

  it("needs a state or a module", async () => {
    expect(await add(["lab"])).toMatchObject({ code: 2 });
    expect((await add(["lab", "--module", "ecs"])).err).toContain("there is no such module");
  });

  it("adds to a wave, and says that one is missing", async () => {
    const waved = `${FLEET}waves:\n  - [canary]\n`;
    writeFileSync(file, waved);
    expect((await add(["lab", ...NEW])).err).toContain("lab is in no wave.");
    expect(text()).toBe(waved);
    await add(["lab", ...NEW, "--wave", "2"]);
    await add(["lab-2", ...NEW, "--wave", "2"]);
    expect(text()).toContain("waves:\n  - [canary]\n  - [lab, lab-2]\n");
  });

  it("leaves no other file behind", () => {
    expect(existsSync(`${file}.${process.pid}`)).toBe(false);
  });
});
