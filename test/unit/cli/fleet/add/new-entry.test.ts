import { existsSync } from "node:fs";
import { parseFleet } from "../../../../../fleet/read";
import { cleanUp } from "../../../../kit/processes";
import { FLEET, FleetFile, SUBNET } from "../../../../support/fleet-add";

const NEW = ["--module", "ecs-connector", "--set", `subnetIds=[${SUBNET}]`];

let file: FleetFile;

beforeEach(() => {
  file = new FleetFile(FLEET);
});

afterAll(cleanUp);

const add = (args: readonly string[]) => file.add(args);

describe("fleet add of a new one", () => {
  it("creates the file, which fleet check accepts", async () => {
    file = new FleetFile();
    expect(
      await add(["lab", ...NEW, "--account", "111122223333", "--region", "eu-west-1"]),
    ).toMatchObject({ code: 0, out: "" });
    expect(file.text).toBe(`# yaml-language-server: $schema=fleet.schema.json
connectors:
  - name: lab
    module: ecs-connector
    account: "111122223333"
    region: eu-west-1
    inputs:
      subnetIds: [${SUBNET}]
`);
    expect(parseFleet(file.text)).toHaveProperty("fleet");
  });

  it("keeps JSON", async () => {
    file = new FleetFile(undefined, "fleet.json");
    await add(["lab", ...NEW]);
    expect(JSON.parse(file.text)).toEqual({
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
    expect(file.text).toContain('      connectorVersion: "1.8"\n');
    expect(file.text).toContain('      egress:\n        ports: ["443"]\n');
    expect(file.text).toContain("    tags:\n      owner: me\n");
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
    [["--wave", "0"], 2, "Must be a whole number from 1 to 9999."],
  ])("refuses %j, and writes nothing", async (args, code, message) => {
    const result = await add(["lab", ...NEW, ...args]);
    expect(result.code).toBe(code);
    expect(result.err).toContain(message);
    expect(file.text).toBe(FLEET);
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
    expect(file.text).toBe(FLEET);
  });

  it.each([
    ["canary", [], `:9:11: There is a connector canary already. Nothing was written.`],
    ["lab", ["--set", "connectorId=early"], `:11:`],
  ])("refuses a name or ID that is there: %s %j", async (name, args, message) => {
    const { code, err } = await add([name, ...NEW, ...args]);
    expect(code).toBe(1);
    expect(err).toContain(`${file.path}${message}`);
    expect(file.text).toBe(FLEET);
  });

  it("refuses a file with mistakes, and shows them", async () => {
    file.write("connectors: [{ name: a }]\n");
    const { code, err } = await add(["lab", ...NEW]);
    expect(code).toBe(1);
    expect(err).toContain(`${file.path}:1:14: connectors[0]: "module" is missing.`);
  });

  it("needs a state or a module", async () => {
    expect(await add(["lab"])).toMatchObject({ code: 2 });
    expect((await add(["lab", "--module", "ecs"])).err).toContain("there is no such module");
  });

  it("adds to a wave, and says that one is missing", async () => {
    const waved = `${FLEET}waves:\n  - [canary]\n`;
    file.write(waved);
    expect((await add(["lab", ...NEW])).err).toContain("lab is in no wave.");
    expect(file.text).toBe(waved);
    await add(["lab", ...NEW, "--wave", "2"]);
    await add(["lab-2", ...NEW, "--wave", "2"]);
    expect(file.text).toContain("waves:\n  - [canary]\n  - [lab, lab-2]\n");
  });

  it("leaves no other file behind", () => {
    expect(existsSync(`${file.path}.${process.pid}`)).toBe(false);
  });
});
