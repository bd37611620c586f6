import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { engineBinary, engineRegistry } from "../../kit/engines/current";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { type Env, cleanUp, run, tempDir } from "../../kit/processes";
import { findProviderPlugins, terraformEnv, writeCliConfig } from "../../kit/provider-plugins";
import { needles, searchFolder } from "../../kit/token-search";
import { lockFile } from "../../../stacks/lock-files";
import { Guide } from "../../support/guide";
import { PROJECT, copyProject } from "../../kit/project-copy";

jest.setTimeout(900_000);

const TOKEN = "Zq7kTokenOfThePipeline";
const STACK = join("cdktf.out", "stacks", "ecs-connector");

let emulator: AwsEmulator;
let project: string;
let env: Env;
let cliConfig: string;
beforeAll(async () => {
  emulator = await startAwsEmulator();
  const ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "transit-gateway" });
  ec2.destroy();
  project = copyProject(join(tempDir("pipeline-"), "project"));
  for (const more of ["cli", "tools"])
    cpSync(join(PROJECT, more), join(project, more), { recursive: true });
  writeFileSync(join(project, "production.tfvars"), `subnetIds = ["${subnetId}"]\n`);
  const bin = tempDir("bin-");
  const { stdout } = await run("which", [engineBinary()], { check: true });
  symlinkSync(stdout.trim(), join(bin, "terraform"));
  cliConfig = writeCliConfig(tempDir("pipeline-"));
  env = {
    ...terraformEnv(cliConfig),
    ...emulator.env,
    PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
    TF_VAR_APONO_TOKEN: TOKEN,
  };
});
afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** What `terraform providers lock` needs where there is no registry. */
function mirrorOptions(): string {
  if (findProviderPlugins().from === "registry") return "";
  const mirror = [...readFileSync(cliConfig, "utf8").matchAll(/path\s*=\s*"([^"]+)"/g)]
    .map(([, path]) => path!)
    .find((path) => existsSync(join(path, engineRegistry(), "hashicorp", "aws")));
  const architecture = { x64: "amd64" }[process.arch as string] ?? process.arch;
  return ` -platform=${process.platform}_${architecture} -fs-mirror=${mirror}`;
}

it("the README's pipeline deploys without a terminal, and applies the plan that was looked at", async () => {
  const guide = new Guide("docs/guides/state-and-pipelines.md", "In a pipeline", project, env);
  await guide.step();
  const state = () => readFileSync(join(project, "terraform.ecs-connector.tfstate"), "utf8");
  expect(state()).toContain('"ec2-read"');

  await guide.run("echo 'connectorVersion = \"v1.7.9\"' >> production.tfvars");
  const planned = await guide.step();
  expect(planned.stdout).toContain("No findings");
  expect(state()).not.toContain("v1.7.9");
  expect(searchFolder(join(project, STACK), needles(TOKEN)).hits).toEqual([]);
  await guide.step();
  expect(state()).toContain("v1.7.9");

  // The last block locks the providers.
  const command = guide.blocks.at(-1)!.replace(/ +#.*/, "").trim();
  expect(command).toBe("npm run lock -- ecs-connector");
  await guide.run(command + mirrorOptions());
  const kept = join(project, lockFile("ecs-connector", process.env["TERRAFORM_BINARY_NAME"]));
  expect(readFileSync(kept, "utf8")).toContain(`provider "${engineRegistry()}/hashicorp/aws" {`);

  await guide.run("rm -rf cdktf.out && npx cdktf diff ecs-connector --var-file production.tfvars");
  expect(readFileSync(join(project, STACK, ".terraform.lock.hcl"), "utf8")).toBe(
    readFileSync(kept, "utf8"),
  );

  // Another version's checksums: what is locked counts, not what could be had.
  mkdirSync(join(project, "locks"), { recursive: true });
  const forged = readFileSync(kept, "utf8").replace(
    /"(h1|zh):[^"]+"/g,
    '"h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="',
  );
  writeFileSync(kept, forged);
  const refused = guide.run("npx cdktf diff ecs-connector --var-file production.tfvars");
  await expect(refused).rejects.toThrow(/checksum/i);
});
