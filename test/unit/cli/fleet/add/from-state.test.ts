import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { derivedSuffix } from "../../../../../modules/naming";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { FLEET, FleetFile, SUBNET } from "../../../../support/fleet-add";
import {
  type EcsOptions,
  ecsResources,
  pulledState,
  shownState,
} from "../../../../support/fleet-states";

let file: FleetFile;

beforeEach(() => {
  file = new FleetFile(FLEET);
});

afterAll(cleanUp);

const add = (args: readonly string[], input: string) => file.add(args, { input });

const addFrom = (options: EcsOptions, ...args: readonly string[]) =>
  add(["prod", "--state", "-", ...args], pulledState(["", ecsResources(options)]));

describe("fleet add from a state", () => {
  it("writes what differs from the defaults of file and module, and nothing else", async () => {
    const { code } = await addFrom({ numberOfInstances: 2, tags: { team: "platform", env: "p" } });
    expect(code).toBe(0);
    expect(file.text).toBe(`${FLEET}  - name: prod
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
    expect(file.text).toContain("      numberOfInstances: 1\n");
    expect(file.text).not.toContain("connectorId: prod");
  });

  it("names the secret that holds the token", async () => {
    const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd";
    await addFrom({ tokenSecretArn: arn });
    expect(file.text).toContain(`tokens:\n  prod: ${arn}\n`);
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
    const shown = file.text;
    file.write(FLEET);
    const pulled = await add(
      ["prod", "--state", "-"],
      pulledState(["module.apono", ecsResources()]),
    );
    expect({ code, file: shown }).toEqual({ code: pulled.code, file: file.text });
    expect(out).toContain("terraform state pull > prod.tfstate");
    expect(out).toContain("terraform state rm module.apono");
  });

  it("leaves out the suffix that follows from account, region and ID", async () => {
    await addFrom({ suffix: "3f39b19b", connectorId: "prod" });
    const suffixed = file.text;
    file.write(FLEET);
    await addFrom({
      suffix: derivedSuffix("123456789012", "eu-central-1", "prod"),
      connectorId: "prod",
    });
    expect(suffixed).toContain("nameSuffix: 3f39b19b");
    expect(file.text).not.toContain("nameSuffix");
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
    expect(file.text).toBe(FLEET);
    await add(["prod", "--state", "-", "--address", "module.b"], both);
    expect(file.text).toContain("connectorId: b\n");
  });

  it("prints the entry alone with --dry-run", async () => {
    const { out } = await addFrom({}, "--dry-run");
    expect(out).toMatch(/^ {2}- name: prod\n {4}module: ecs-connector\n/);
    expect(out).not.toContain("state push");
    expect(file.text).toBe(FLEET);
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

  it("reads the state of a stack of this folder, where the stacks' backend has it", async () => {
    const folder = tempDir("states-");
    const states = JSON.stringify({ local: { path: join(folder, "{stack}.tfstate") } });
    const addStack = () =>
      file.add(["prod", "--stack", "ecs-connector"], { env: { APONO_BACKEND: states } });
    expect(await addStack()).toMatchObject({
      code: 2,
      err: `The stack ecs-connector has no state in ${join(folder, "ecs-connector.tfstate")}. Correct the name, or give its state with --state.`,
    });
    writeFileSync(join(folder, "ecs-connector.tfstate"), pulledState(["", ecsResources()]));
    const { code, out } = await addStack();
    expect(code).toBe(0);
    expect(file.text).toContain("  - name: prod\n    module: ecs-connector\n");
    expect(out).toContain(join(folder, "ecs-connector.tfstate"));
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
    expect(file.text + out + err).not.toContain("s3cr3t-token");
    expect(file.text).toContain(`  - name: office
    module: eks-connector
    inputs:
      clusterName: main
      namespace: access
      createNamespace: false
      cpu: "2"
`);
  });
});
