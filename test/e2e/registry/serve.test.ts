import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { withoutEmulatorDifferences } from "../../kit/emulator-differences";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { runCli } from "../../support/cli";
import { type Serving, serve } from "../../support/served-registry";

jest.setTimeout(300_000);

const VERSIONS = ["1.0.0", "1.0.7", "1.4.2", "1.5.0-rc.1", "2.0.0"];

let emulator: AwsEmulator;
let ec2: EC2Client;
let registry: Serving;

beforeAll(async () => {
  const packages = tempDir("packages-");
  for (const version of VERSIONS) {
    await runCli(["modules", "package", "-m", "ecs-connector", "-o", packages, "--as", version]);
  }
  [registry, emulator] = await Promise.all([serve(packages), startAwsEmulator()]);
  ec2 = ec2Client(emulator.endpoint);
});

afterAll(async () => {
  ec2?.destroy();
  await registry?.stop();
  await emulator?.stop();
  cleanUp();
});

/** A pipeline that takes the module from the registry. */
function pipeline(version: string, name = "ecs-connector"): Terraform {
  const folder = tempDir("pipeline-");
  writeFileSync(
    join(folder, "main.tf"),
    `
variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

variable "subnet_ids" {
  type = list(string)
}

module "apono" {
  source  = "apono.localhost/apono/${name}/aws"
  version = "${version}"

  aponoToken = var.apono_token
  subnetIds  = var.subnet_ids
}

output "connector_role_arn" {
  value = module.apono.connector_role_arn
}
`,
  );
  return new Terraform(folder, { env: emulator.env, cliBlocks: registry.hostBlock });
}

const installed = (terraform: Terraform) =>
  (
    JSON.parse(
      readFileSync(join(terraform.folder, ".terraform", "modules", "modules.json"), "utf8"),
    ) as { Modules: { Key: string; Version?: string }[] }
  ).Modules.find(({ Key }) => Key === "apono")?.Version;

test.each([
  ["~> 1.0", "1.4.2"],
  ["~> 1.0.0", "1.0.7"],
  [">= 1.0", "2.0.0"],
  ["1.5.0-rc.1", "1.5.0-rc.1"],
])("terraform init takes the right version for %s: %s", async (constraint, expected) => {
  const terraform = pipeline(constraint);
  await terraform.init({ args: ["-backend=false"] });
  expect(installed(terraform)).toBe(expected);
});

test("a version that is not there is told with those that are", async () => {
  const { exitCode, output } = await pipeline("~> 3.0").init({ check: false });
  expect(exitCode).toBe(1);
  expect(output).toContain("There is no available version of module");
  const none = await pipeline("~> 1.0", "gke-connector").init({ check: false });
  expect(none.exitCode).toBe(1);
  expect(none.output).toContain("Module not found");
});

test("a pipeline plans, applies and destroys the served module", async () => {
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" });
  const terraform = pipeline("~> 1.0");
  const vars = { apono_token: "token-of-a-pipeline", subnet_ids: [subnetId] };
  await terraform.init();
  const { changes } = await terraform.plan({ vars });
  expect(changes.every(({ address }) => address.startsWith("module.apono."))).toBe(true);
  expect(changes.map(({ address }) => address)).toContain("module.apono.aws_ecs_service.connector");
  await terraform.apply({ vars });
  expect((await terraform.output())["connector_role_arn"]).toMatch(
    /^arn:aws:iam::123456789012:role\/apono-connector-role-[0-9a-f]{8}$/,
  );
  expect(terraform.stateText()).not.toContain("token-of-a-pipeline");
  expect(withoutEmulatorDifferences((await terraform.plan({ vars })).changes)).toEqual([]);
  await terraform.destroy({ vars });
  expect(await terraform.stateList()).toEqual([]);
});

test("it ends cleanly when it is told to", async () => {
  expect(registry.running()).toBe(true);
  await registry.stop(); // kills whatever has not ended by itself after three seconds
  expect(registry.ended()).toBe("ended with exit code 0");
  expect(registry.output()).toMatch(/^200 GET \/v1\/modules\//m);
});
