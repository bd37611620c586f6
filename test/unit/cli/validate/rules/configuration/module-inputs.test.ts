import { moduleInputInvalid } from "../../../../../../cli/validate/rules/configuration/module-input-invalid";
import { moduleInputMissing } from "../../../../../../cli/validate/rules/configuration/module-input-missing";
import { moduleInputUnknown } from "../../../../../../cli/validate/rules/configuration/module-input-unknown";
import { moduleOutputUnknown } from "../../../../../../cli/validate/rules/configuration/module-output-unknown";
import { findings, found, foundIn } from "../../../../../support/validate";

const SOURCE = "app.terraform.io/acme/apono-ecs-connector/aws";
const call = (lines: string, source = SOURCE) =>
  `module "apono" {\n  source = "${source}"\n  ${lines}\n}\n`;
const mends = async (...args: Parameters<typeof findings>) =>
  (await findings(...args)).map(({ mend }) => mend);

describe("module-input-unknown", () => {
  it.each([
    ["apono_token = 1", "ecs-connector has no input apono_token.", "Did you mean aponoToken?"],
    ["subnetId = 1", "ecs-connector has no input subnetId.", "Did you mean subnetIds?"],
    [
      "AssignPublicIP = 1",
      "ecs-connector has no input AssignPublicIP.",
      "Did you mean assignPublicIp?",
    ],
  ])("says what was meant: %s", async (line, message, mend) => {
    expect(await foundIn(moduleInputUnknown, call(line))).toEqual([
      `main.tf:3:3 module.apono: ${message}`,
    ]);
    expect(await mends(moduleInputUnknown, { "main.tf": call(line) })).toEqual([mend]);
  });

  it("lists the inputs where nothing is near", async () => {
    const [mend] = await mends(moduleInputUnknown, { "main.tf": call("zebra = 1") });
    expect(mend).toMatch(/^Take it out\. The inputs are aponoToken, aponoTokenVersion, /);
  });

  it.each([
    "app.terraform.io/acme/apono-org-delegation/aws",
    "apono.localhost/apono/org-delegation/aws",
    "git::https://example.com/terraform-aws-apono-org-delegation.git?ref=v1.0.0",
    "git::ssh://git@example.com/modules.git?ref=org-delegation-v1.0.0",
    "../packages/terraform-aws-apono-org-delegation-1.0.0.tar.gz",
    "s3::https://s3-eu-central-1.amazonaws.com/b/terraform-aws-apono-org-delegation-1.0.0.tar.gz",
    "./dist/terraform-aws-apono-org-delegation",
  ])("knows the module from %s", async (source) => {
    expect(await foundIn(moduleInputUnknown, call("subnetIds = []", source))).toEqual([
      "main.tf:3:3 module.apono: org-delegation has no input subnetIds.",
    ]);
  });

  it("knows it in JSON", async () => {
    const text = JSON.stringify({ module: { a: { source: SOURCE, nope: 1, "//": "x" } } });
    expect(await found(moduleInputUnknown, { "main.tf.json": text })).toEqual([
      `main.tf.json:1:${text.indexOf('"nope"') + 1} module.a: ecs-connector has no input nope.`,
    ]);
  });

  it.each([
    call('subnetIds = []\n  version = "1"\n  count = 1\n  depends_on = []\n  providers = {}'),
    call("vpc = 1", "terraform-aws-modules/ecs/aws"),
    call("nope = 1", "./modules/ecs-connector"),
    call("nope = 1", "acme/my-ecs-connector/aws"),
    call("nope = 1", "github.com/apono-io/terraform-modules//aws/x"),
  ])("leaves alone %s", async (text) => {
    expect(await foundIn(moduleInputUnknown, text)).toEqual([]);
  });
});

describe("module-input-missing", () => {
  it("says what each module can't do without", async () => {
    const text =
      call("aponoToken = null") + call("aponoToken = var.t", "acme/apono-eks-connector/aws");
    expect(await foundIn(moduleInputMissing, text)).toEqual([
      "main.tf:1:1 module.apono: ecs-connector needs the input subnetIds.",
      "main.tf:1:1 module.apono: the connector has no token.",
      "main.tf:5:1 module.apono: eks-connector needs the input clusterName.",
    ]);
    expect((await mends(moduleInputMissing, { "main.tf": text }))[1]).toBe(
      "Give aponoToken or aponoTokenSecretArn; the token from an ephemeral variable.",
    );
  });

  it.each([
    call("subnetIds = var.s\n  aponoToken = var.t"),
    call("subnetIds = var.s\n  aponoTokenSecretArn = aws_secretsmanager_secret.t.arn"),
    call('connectorRoleArn = "x"\n  organizationalUnitIds = []', "acme/apono-org-delegation/aws"),
  ])("is content with %s", async (text) => {
    expect(await foundIn(moduleInputMissing, text)).toEqual([]);
  });
});

describe("module-input-invalid", () => {
  const arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd";
  it.each([
    [
      'subnetIds = ["subnet-1", "subnet-0123456789abcdef0"]',
      'main.tf:3:15 module.apono: subnetIds: "subnet-1" is no subnet id.',
      "Give ids such as subnet-0123456789abcdef0.",
    ],
    [
      'subnetIds = "subnet-0123456789abcdef0"',
      "main.tf:3:15 module.apono: subnetIds is given a text, and takes list(string).",
      "Write it in brackets: subnetIds = [ … ].",
    ],
    [
      "memory = 9000",
      "main.tf:3:12 module.apono: memory: 9000 MiB is no memory size of Fargate.",
      "Choose one that the CPU size offers, such as 2048.",
    ],
    [
      'assignPublicIp = "yes"',
      "main.tf:3:20 module.apono: assignPublicIp is given a text, and takes bool.",
      "Give assignPublicIp a value of the type bool.",
    ],
    [
      'nameSuffix = var.suffix\n}\nvariable "suffix" {\n  default = "a b"',
      'main.tf:3:16 module.apono: nameSuffix: "a b" can\'t end a name in AWS.',
      "Use 1 to 32 letters, digits, - and _.",
    ],
    [
      `aponoToken = var.t\n  aponoTokenSecretArn = "${arn}"`,
      "main.tf:4:25 module.apono: aponoToken and aponoTokenSecretArn are both given.",
      "Give one of them: the secret's ARN where a secret holds the token already.",
    ],
    [
      `aponoToken = var.hidden\n  aponoTokenSecretArn = "${arn}"\n}\nvariable "hidden" {\n  sensitive = true\n  default = "a"`,
      "main.tf:4:25 module.apono: aponoToken and aponoTokenSecretArn are both given.",
      "Give one of them: the secret's ARN where a secret holds the token already.",
    ],
    [
      'cpu = "4096"',
      "main.tf:3:9 module.apono: Fargate offers no 2048 MiB of memory with 4096 CPU units.",
      expect.stringMatching(/^Choose memory from 8192, 9216, .*, or another cpu\.$/),
    ],
    [
      "cpu = 256\n  memory = local.m\n}\nlocals {\n  m = 4096",
      "main.tf:4:12 module.apono: Fargate offers no 4096 MiB of memory with 256 CPU units.",
      "Choose memory from 512, 1024, 2048, or another cpu.",
    ],
  ])("finds %s", async (lines, message, mend) => {
    expect(await foundIn(moduleInputInvalid, call(lines))).toEqual([message]);
    expect(await mends(moduleInputInvalid, { "main.tf": call(lines) })).toEqual([mend]);
  });

  it("finds what parts the rollback from the wait on EKS", async () => {
    expect(
      await foundIn(
        moduleInputInvalid,
        call("wait = false\n  atomic = true", "acme/apono-eks-connector/aws"),
      ),
    ).toEqual(["main.tf:4:12 module.apono: atomic needs wait, which is false."]);
  });

  it("shows no password of an URL", async () => {
    const line = 'chartRepository = "https://me:pa55@example.com/charts"';
    const all = await findings(moduleInputInvalid, {
      "main.tf": call(line, "acme/apono-eks-connector/aws"),
    });
    expect(all.map(({ message, secret }) => [message, secret])).toEqual([
      [
        "module.apono: chartRepository has credentials in it, and a form that it doesn't take.",
        true,
      ],
    ]);
    expect(JSON.stringify(all)).not.toContain("pa55");
  });

  it("says nothing of the token", async () => {
    expect(await foundIn(moduleInputInvalid, call('aponoToken = " t0ken "'))).toEqual([]);
  });

  it.each([
    call(
      `aponoToken = var.t\n  aponoTokenSecretArn = "${arn}"\n}\nvariable "t" {\n  default = null`,
    ),
    call(
      `aponoToken = var.t\n  aponoTokenSecretArn = "${arn}"\n}\nvariable "t" {\n  sensitive = true\n  default = null`,
    ),
    call("memory = var.m\n  cpu = 4096"),
    call('numberOfInstances = "2"\n  tags = { team = "a", n = 1 }'),
    call("vpcId = null\n  subnetIds = aws_subnet.x[*].id"),
  ])("leaves alone %s", async (text) => {
    expect(await foundIn(moduleInputInvalid, text)).toEqual([]);
  });

  it("takes no default of a module that others call", async () => {
    expect(
      await found(moduleInputInvalid, {
        "main.tf": 'module "x" {\n  source = "./x"\n}',
        "x/main.tf": `${call("nameSuffix = var.s")}variable "s" {\n  default = "a b"\n}`,
      }),
    ).toEqual([]);
  });
});

describe("module-output-unknown", () => {
  it.each([
    ["module.apono.role_arn", "main.tf:5:18 ecs-connector has no output role_arn."],
    [
      '"x-${module.apono.connectorRoleArn}"',
      "main.tf:5:23 ecs-connector has no output connectorRoleArn.",
    ],
  ])("finds %s", async (value, message) => {
    expect(
      await foundIn(
        moduleOutputUnknown,
        `${call("")}resource "x" "y" {\n  argument = ${value}\n}`.replace(
          'resource "x" "y" {\n  argument',
          "locals {  argument",
        ),
      ),
    ).toEqual([message.replace("5:18", "5:22").replace("5:23", "5:27")]);
  });

  it("finds it behind an index, and says what was meant", async () => {
    const files = {
      "main.tf": `${call("count = 1")}output "x" {\n  value = module.apono[0].connector_role\n}`,
    };
    expect(await found(moduleOutputUnknown, files)).toEqual([
      "main.tf:6:11 ecs-connector has no output connector_role.",
    ]);
    expect(await mends(moduleOutputUnknown, files)).toEqual([
      expect.stringMatching(/^Did you mean connector_role_(arn|name)\?$/),
    ]);
  });

  it.each([
    "module.apono.connector_role_arn",
    "module.other.nope",
    "module.apono",
    "values(module.apono.egress)[0].nope",
  ])("leaves alone %s", async (value) => {
    expect(await foundIn(moduleOutputUnknown, `${call("")}locals {\n  a = ${value}\n}`)).toEqual(
      [],
    );
  });
});
