import { tokenNotEphemeral as rule } from "../../../../../cli/validate/rules/token-not-ephemeral";
import { found, foundIn } from "../../../../support/validate";

const call = (token: string) =>
  `module "apono" {\n  source = "app.terraform.io/acme/apono-ecs-connector/aws"\n  aponoToken = ${token}\n}\n`;

it.each([
  [
    `${call("var.t")}variable "t" {\n  sensitive = true\n}`,
    "main.tf:5:1 var.t holds the connector's token and is not ephemeral, so plan files store it.",
  ],
  [
    `${call("local.t")}locals {\n  t = trimspace(var.key)\n}\nvariable "key" {\n  ephemeral = false\n}`,
    "main.tf:8:1 var.key holds the connector's token and is not ephemeral, so plan files store it.",
  ],
  [
    `variable "APONO_TOKEN" {}\n${call("null")}`,
    "main.tf:1:1 var.APONO_TOKEN holds the connector's token and is not ephemeral, so plan files store it.",
  ],
  [
    call("data.aws_ssm_parameter.t.value"),
    "main.tf:3:16 module.apono: aponoToken comes from data.aws_ssm_parameter.t, which stores it in state.",
  ],
  [
    call("jsondecode(aws_secretsmanager_secret_version.t.secret_string).password"),
    "main.tf:3:16 module.apono: aponoToken comes from aws_secretsmanager_secret_version.t, which stores it in state.",
  ],
])("finds %s", async (text, finding) => {
  expect(await foundIn(rule, text)).toEqual([finding]);
});

it("finds variables of JSON, and of modules between", async () => {
  expect(
    await found(rule, {
      "main.tf.json":
        '{"variable": {"t": {}}, "module": {"x": {"source": "./x", "k": "${var.t}"}}}',
      "x/main.tf": `variable "k" {}\n${call("var.k")}`,
    }),
  ).toEqual([
    "main.tf.json:1:15 var.t holds the connector's token and is not ephemeral, so plan files store it.",
    "x/main.tf:1:1 var.k holds the connector's token and is not ephemeral, so callers can't pass an ephemeral value.",
  ]);
});

it.each([
  `${call("var.t")}variable "t" {\n  ephemeral = true\n}`,
  call("ephemeral.aws_ssm_parameter.t.value"),
  call("null"),
  'variable "db_password" {\n  sensitive = true\n}',
  // It can be given no ephemeral value.
  'variable "apono_token" {}\nmodule "a" {\n  source = "github.com/apono-io/terraform-modules//aws/x"\n  aponoToken = var.apono_token\n}',
])("leaves alone %s", async (text) => {
  expect(await foundIn(rule, text)).toEqual([]);
});
