import { moduleInputInvalid } from "../../../../../cli/validate/rules/module-input-invalid";
import { findings, found, foundIn } from "../../../../support/validate";

const SOURCE = "app.terraform.io/acme/apono-ecs-connector/aws";
const TOKEN = "aponoToken = var.t\n  ";
const call = (lines: string, source = SOURCE) =>
  `module "apono" {\n  source = "${source}"\n  ${lines}\n}\n`;
const ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd";

it.each([
  [
    `${TOKEN}egress = { port = ["443"], cidrBlocks = [var.cidr] }`,
    'main.tf:4:12 module.apono: egress: "port" is not one of its attributes.',
  ],
  [
    `${TOKEN}subnetIds = ["subnet-1", "subnet-0123456789abcdef0"]`,
    'main.tf:4:15 module.apono: subnetIds: "subnet-1" is not a valid subnet ID.',
  ],
  [
    `${TOKEN}subnetIds = "subnet-0123456789abcdef0"`,
    'main.tf:4:15 module.apono: subnetIds must be a list of strings such as ["a", "b"]; got a string.',
  ],
  [
    `${TOKEN}assignPublicIp = "yes"`,
    "main.tf:4:20 module.apono: assignPublicIp must be true or false; got a string.",
  ],
  [
    `aponoToken = var.t\n  aponoTokenSecretArn = "${ARN}"`,
    `main.tf:4:25 module.apono: aponoToken and aponoTokenSecretArn ("${ARN}") are both set.`,
  ],
  [
    `${TOKEN}cpu = 256\n  memory = local.m\n}\nlocals {\n  m = 4096`,
    "main.tf:5:12 module.apono: memory: Fargate does not offer 4096 MiB with cpu = 256.",
  ],
  ["subnetIds = var.s", "main.tf:1:1 module.apono: the connector has no token."],
])("finds %s", async (lines, message) => {
  expect(await foundIn(moduleInputInvalid, call(lines))).toEqual([message]);
});

it.each([
  "git::https://example.com/terraform-aws-apono-ecs-connector.git?ref=v1.0.0",
  "git::ssh://git@example.com/modules.git?ref=ecs-connector-v1.0.0",
  "../packages/terraform-aws-apono-ecs-connector-1.0.0.tar.gz",
  "s3::https://s3-eu-central-1.amazonaws.com/b/terraform-aws-apono-ecs-connector-1.0.0.tar.gz",
  "./dist/terraform-aws-apono-ecs-connector",
])("knows the module from %s", async (source) => {
  expect(await foundIn(moduleInputInvalid, call("", source))).toEqual([
    "main.tf:1:1 module.apono: the connector has no token.",
  ]);
});

it("knows it in JSON", async () => {
  const text = JSON.stringify({
    module: { a: { source: SOURCE, aponoToken: "${var.t}", cpu: 3 } },
  });
  expect(await found(moduleInputInvalid, { "main.tf.json": text })).toEqual([
    expect.stringMatching(`^main.tf.json:1:${text.indexOf("3}") + 1} module.a: cpu: 3 `),
  ]);
});

it.each([
  call(`${TOKEN}subnetIds = var.s`),
  call(`aponoTokenSecretArn = aws_secretsmanager_secret.t.arn`),
  call(`${TOKEN}nameSuffix = var.suffix`),
  call('connectorRoleArn = "x"', "./modules/ecs-connector"),
  call("cpu = 3", "terraform-aws-modules/ecs/aws"),
])("leaves alone %s", async (text) => {
  expect(await foundIn(moduleInputInvalid, text)).toEqual([]);
});

it("shows no credentials", async () => {
  const text = call(`${TOKEN}subnetIds = ["https://a:hunter2@b"]`);
  const told = await findings(moduleInputInvalid, { "main.tf": text });
  expect(told).toHaveLength(1);
  expect(JSON.stringify(told)).not.toContain("hunter2");
});
