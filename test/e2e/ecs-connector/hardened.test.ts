import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeModule } from "../../../cli/registry/build/write-module";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { checkov } from "../../kit/checkov";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";

jest.setTimeout(600_000);

/** What checkov finds even so. The guide gives the reason of each. */
const KNOWN = ["CKV2_AWS_57 module.apono.aws_secretsmanager_secret.token[0]"];

let emulator: AwsEmulator;
let subnetIds: string[];

beforeAll(async () => {
  emulator = await startAwsEmulator();
  const ec2 = ec2Client(emulator.endpoint);
  const vpc = await makeVpc(ec2);
  subnetIds = [(await makeSubnet(ec2, vpc, { route: "nat-gateway" })).subnetId];
  ec2.destroy();
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** The plan of an example of the published module. */
async function planOf(example: string, vars: object) {
  const folder = join(writeModule("ecs-connector", tempDir("example-")), "examples", example);
  const terraform = new Terraform(folder, { env: emulator.env });
  await terraform.init();
  const { plan } = await terraform.plan({
    vars: { region: "us-east-1", apono_token: "token", subnet_ids: subnetIds, ...vars },
  });
  terraform.dispose();
  return plan;
}

test("checkov finds nothing in the plan of the example hardened, but what the guide explains", async () => {
  const plan = await planOf("hardened", {
    kms_key_arn: "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab",
    permissions_boundary_arn: "arn:aws:iam::aws:policy/ReadOnlyAccess",
    alert_topic_arn: "arn:aws:sns:us-east-1:123456789012:on-call",
  });
  const { passed, failed } = await checkov(plan);
  expect(failed).toEqual(KNOWN);
  expect(passed).toBeGreaterThan(100);
  const guide = readFileSync(join(PROJECT_ROOT, "docs", "guides", "ecs.md"), "utf8");
  for (const known of KNOWN) expect(guide).toContain(known.split(" ")[0]);
});

test("without its inputs checkov finds more", async () => {
  const { failed } = await checkov(await planOf("basic", {}));
  expect(failed).toEqual(
    expect.arrayContaining([
      ...KNOWN,
      "CKV_AWS_149 module.apono.aws_secretsmanager_secret.token[0]",
      "CKV_AWS_158 module.apono.aws_cloudwatch_log_group.connector[0]",
    ]),
  );
});
