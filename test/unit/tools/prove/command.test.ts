import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../../../cli/terminal/run-command";
import { proveCommand } from "../../../../tools/prove/command";
import { collect } from "../../../support/cli";

const state = mkdtempSync(join(tmpdir(), "prove-"));
afterAll(() => rmSync(state, { recursive: true, force: true }));

async function prove(args: readonly string[], env: Record<string, string> = {}) {
  const { io, out, err } = collect(env);
  const command = proveCommand(io, undefined, () => undefined);
  const code = await runCommand(command, ["node", "prove", ...args, "--state", state], io);
  return { code, out: out.join("\n"), err: err.join("\n") };
}

it("has help with examples and exit codes", async () => {
  const { code, out } = await prove(["--help"]);
  expect(code).toBe(0);
  for (const text of [
    "npm run prove -- ecs --make-network",
    "npm run prove -- clean",
    "Exit codes",
  ])
    expect(out).toContain(text);
});

it.each([
  [["ecs"], "A subnet with a route to the internet is needed. Fix: export TF_VAR_subnetIds="],
  [["eks"], "An EKS cluster is needed. Fix: export TF_VAR_clusterName=main"],
  [["org"], "An organizational unit is needed; its accounts get the role. Fix: --unit ou-…"],
])("%j reports the missing input before it calls AWS", async (args, message) => {
  const { code, out, err } = await prove([...args, "--yes"]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain(message);
  expect(readdirSync(state)).toEqual([]);
});

it("uses subnets or creates them, not both", async () => {
  const { code, err } = await prove(["ecs", "--make-network"], { TF_VAR_subnetIds: "[]" });
  expect([code, err]).toEqual([
    2,
    "--make-network and TF_VAR_subnetIds can't be combined. Remove one of them.",
  ]);
});

it("lists the targets", async () => {
  const { code, err } = await prove(["nothing"]);
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are ecs, eks, org, clean.");
});

it("reports why AWS does not answer, and creates nothing", async () => {
  const nobody = {
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "eu-central-1",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
  };
  const { code, out, err } = await prove(["ecs", "--make-network", "--yes"], nobody);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toContain("connect ECONNREFUSED 127.0.0.1:1");
  expect(readdirSync(state)).toEqual([]);
});
