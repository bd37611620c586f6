import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { EC2Client } from "@aws-sdk/client-ec2";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { publicModule } from "../../fixtures/public-module";
import { runCli } from "../../support/cli";
import { type Serving, serve } from "../../support/served-registry";

jest.setTimeout(300_000);

let emulator: AwsEmulator;
let ec2: EC2Client;
let registry: Serving;

beforeAll(async () => {
  const packages = tempDir("packages-");
  await runCli(["modules", "package", "-m", "ecs-connector", "-o", packages]);
  [registry, emulator] = await Promise.all([serve(packages), startAwsEmulator()]);
  ec2 = ec2Client(emulator.endpoint);
});

afterAll(async () => {
  ec2?.destroy();
  await registry?.stop();
  await emulator?.stop();
  cleanUp();
});

const SUFFIX = "q3-Xw_0aBcE";

test("a pipeline that uses the public module changes source, version and nameSuffix, and keeps everything", async () => {
  const vpc = await makeVpc(ec2);
  const { subnetId } = await makeSubnet(ec2, vpc, { route: "internet-gateway" });
  const folder = tempDir("pipeline-");
  const main = join(folder, "main.tf");
  // Before: the public module, as a copy beside the pipeline.
  const copy = join(folder, "public-module");
  mkdirSync(copy);
  const before = publicModule({
    suffix: SUFFIX,
    withPermissions: true,
    subnetIds: [subnetId],
    vpcId: vpc.vpcId,
    token: "old-token",
  });
  writeFileSync(join(copy, "main.tf.json"), JSON.stringify(before));
  writeFileSync(main, 'module "apono" {\n  source = "./public-module"\n}\n');
  const terraform = new Terraform(folder, { env: emulator.env, cliBlocks: registry.hostBlock });
  await terraform.init();
  await terraform.apply();
  const held = (await terraform.stateList()).filter((address) => !/(^|\.)data\./.test(address));

  rmSync(copy, { recursive: true });
  writeFileSync(
    main,
    `
module "apono" {
  source  = "apono.localhost/apono/ecs-connector/aws"
  version = "~> 1.0"

  nameSuffix = "${SUFFIX}"

  aponoToken = "new-token"
  vpcId      = "${vpc.vpcId}"
  subnetIds  = ["${subnetId}"]
}
`,
  );
  await terraform.init({ args: ["-upgrade"] });
  const { changes, plan } = await terraform.plan();
  const heirs = plan!.resource_changes!.flatMap(({ previous_address }) => previous_address ?? []);
  const without = ["terraform_data.stackId", "aws_ecs_task_definition.ECSTaskDefinition"];
  expect([...heirs, ...without.map((address) => `module.apono.${address}`)].sort()).toEqual(
    held.sort(),
  );
  expect(
    changes
      .filter(({ action }) => action === "delete" || action === "replace")
      .map(({ address }) => address)
      .sort(),
  ).toEqual([
    "module.apono.aws_secretsmanager_secret_version.token[0]",
    "module.apono.terraform_data.stackId",
  ]);
});
