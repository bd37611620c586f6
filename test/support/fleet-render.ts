import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type CliResult, runCli } from "./cli";

export const SUBNETS = { subnetIds: ["subnet-0123456789abcdef0"] };

/** A connector on ECS. */
export const connector = (name: string, more: object = {}) => ({
  name,
  module: "ecs-connector",
  account: "111122223333",
  region: "eu-central-1",
  inputs: SUBNETS,
  ...more,
});

/** A canary, a connector after it, and a delegation to the canary. */
export const FLEET = {
  modules: { source: "app.terraform.io/acme/apono-{module}/aws", version: "1.2.3" },
  backend: { cloud: { organization: "acme", workspaces: { name: "apono-{name}" } } },
  tokens: { "*": "APONO_TOKEN_{NAME}" },
  waves: [["canary"], ["*"]],
  connectors: [
    connector("canary", { inputs: { ...SUBNETS, connectorId: "first" } }),
    connector("prod", { assumeRole: "arn:aws:iam::{account}:role/deploy" }),
    { name: "data", module: "account-delegation", region: "eu-central-1", dependsOn: ["canary"] },
  ],
};

/** `fleet render` of a fleet in a folder, into `out` there. */
export function renderIn(
  folder: string,
  fleet: object,
  engine: string,
  ...flags: readonly string[]
): Promise<CliResult> {
  const file = join(folder, "fleet.json");
  writeFileSync(file, JSON.stringify(fleet));
  return runCli(["fleet", "render", file, "-e", engine, "-o", join(folder, "out"), ...flags]);
}
