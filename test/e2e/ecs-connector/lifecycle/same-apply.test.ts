import type { EC2Client } from "@aws-sdk/client-ec2";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ecsConnectorInputs } from "../../../../modules/ecs-connector/inputs";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../../kit/aws-emulator";
import { ec2Client, makeSubnet, makeVpc } from "../../../kit/network";
import { cleanUp } from "../../../kit/processes";
import { pipeline } from "../../../support/deployment";
import { fromReadme } from "../../../support/readme";
import { SAME_APPLY, unknownInputs } from "../../../support/unknown-inputs";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let ec2: EC2Client;
let subnetId: string;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  ec2 = ec2Client(emulator.endpoint);
  ({ subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "nat-gateway" }));
});

afterAll(async () => {
  ec2.destroy();
  await emulator.stop();
  cleanUp();
});

test("every input but those that the README names may come from the same apply", async () => {
  const inputs = unknownInputs("ecs-connector", ecsConnectorInputs);
  const module = {
    // The ARN of a cluster of the same apply, beside createCluster.
    apono: { source: "./module", ...inputs, createCluster: false, clusterArn: inputs["roleName"] },
  };
  const terraform = pipeline(
    "ecs-connector",
    { resource: SAME_APPLY, module },
    emulatorEnv(emulator.endpoint),
  );
  await terraform.init();
  const { changes } = await terraform.plan();
  expect(changes.map(({ address }) => address)).toContain("module.apono.aws_ecs_service.connector");
});

test("the README's call with a cluster and a policy of the same apply is made in one go", async () => {
  const call = fromReadme("ecs-connector", 'module "apono" {')
    .replace(/^ *version .*$/m, "")
    .replace(/(?<=source *= ").*(?=")/, "./module")
    .replace("subnet-0123456789abcdef0", subnetId);
  const policy = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:ListAllMyBuckets", Resource: "*" }],
  };
  const terraform = pipeline(
    "ecs-connector",
    {
      variable: { apono_token: { type: "string", sensitive: true, ephemeral: true } },
      resource: {
        aws_ecs_cluster: { main: { name: "main" } },
        aws_iam_policy: { reports: { name: "reports", policy: JSON.stringify(policy) } },
      },
    },
    emulatorEnv(emulator.endpoint),
  );
  writeFileSync(join(terraform.folder, "readme.tf"), call);
  await terraform.init();
  await terraform.apply({ env: { TF_VAR_apono_token: "token" } });
  expect(await terraform.stateList()).toContain(
    'module.apono.aws_iam_role_policy_attachment.further["reports"]',
  );
});
