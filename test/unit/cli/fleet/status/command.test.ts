import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { fleetFile, fleetStatus } from "../../../../support/fleet-status";
import { aponoApi } from "../../../../support/status";

const api = aponoApi();
afterAll(cleanUp);

const inputs = { subnetIds: ["subnet-0123456789abcdef0"] };
const connectors = ["prod-eu", "prod-us", "canary"].map((name) => ({
  name,
  module: "ecs-connector",
  inputs,
}));
const fleet = fleetFile({ connectors });
const broken = join(tempDir("fleet-"), "fleet.yaml");
writeFileSync(broken, "connectors:\n  - { name: a, modul: ecs-connector }\n");

describe("what can't be used is told before anything is asked", () => {
  it.each([
    [["prd-*"], "prd-* matches nothing in the fleet file. Names there: prod-eu, prod-us, canary."],
    [
      ["prod-eu", "cannary"],
      "cannary matches nothing in the fleet file. Did you mean canary? Names there: prod-eu, prod-us, canary.",
    ],
    [
      ["--file", "no-such.yaml"],
      "no-such.yaml can't be read. no-such.yaml does not exist. Correct the path.",
    ],
    [["--file", broken], `${broken}:2:5: connectors[0]: "module" is missing.`],
    [["--concurrency", "0"], "Must be a whole number from 1 to 100."],
    [["-o", "/no/such/status.json"], "--output /no/such/status.json: The folder /no/such does not"],
  ])("%j", async (args, message) => {
    const { code, out, err } = await fleetStatus(args, { ...fleet, ...api.env });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(api.calls).toEqual([]);
  });

  it("an endpoint that must not get the token", async () => {
    const env = { ...fleet, ...api.env, APONO_ENDPOINT: "http://api.example.com" };
    const { code, err } = await fleetStatus([], env);
    expect(err).toMatch(/^APONO_ENDPOINT: http:\/\/api\.example\.com is not encrypted/);
    expect(code).toBe(2);
  });

  it("no fleet file", async () => {
    const { code, err } = await fleetStatus([], { ...api.env, APONO_FLEET: undefined });
    expect(err).toMatch(/^There is no fleet file here: /);
    expect(code).toBe(2);
  });
});
