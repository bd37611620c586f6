import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempDir } from "../kit/processes";
import { type CliResult, runCli } from "./cli";

export const SUBNET = "subnet-0123456789abcdef0";

/** A fleet file with a comment, defaults and a connector. */
export const FLEET = `# Ours.
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

/** A fleet file in a folder of its own, and `fleet add` for it. */
export class FleetFile {
  readonly path: string;

  /** @param content of the file, which is not there where it is left out */
  constructor(content?: string, name = "fleet.yaml") {
    this.path = join(tempDir("fleet-"), name);
    if (content !== undefined) this.write(content);
  }

  get text(): string {
    return readFileSync(this.path, "utf8");
  }

  write(content: string): void {
    writeFileSync(this.path, content);
  }

  add(args: readonly string[], options: Parameters<typeof runCli>[1] = {}): Promise<CliResult> {
    return runCli(["fleet", "add", ...args, "--file", this.path], options);
  }
}
