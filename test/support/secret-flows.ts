/** Stands in the place of a secret; neither it nor the names beside it look like one. */
export const MARK = "hunter2-m4rk";

type Files = Readonly<Record<string, string>>;

/** A module that is called with one input. */
const called = (variable: string, input: string, more = ""): Files => ({
  "main.tf": `module "m" {\n  source = "./m"\n  pin    = ${input}\n}\n${more}`,
  "m/main.tf": `variable "pin" {\n${variable}\n}\n`,
});
const REFUSING = `  type = string
  validation {
    condition     = length(var.pin) > 100
    error_message = "bad: \${var.pin}"
  }`;
const local = (value: string): Files => ({ "main.tf": `locals {\n  x = ${value}\n}\n` });
const release = (attributes: string): Files => ({
  "main.tf": `resource "helm_release" "a" {\n  name  = "a"\n  chart = "a"\n  ${attributes}\n}\n`,
});
const variable = (body: string): Files => ({ "main.tf": `variable "pin" {\n${body}\n}\n` });

const HIDDEN = `sensitive("${MARK}")`;

const ANOTHER = 'locals {\n  another = 1 + "a"\n}\n';
const policy = (action: string, of = "") => `resource "aws_iam_role_policy" "a" {
  role   = "a"
  policy = ${of}(jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = ${action}, Resource = "arn:aws:s3:::a" }]
  }))
}
`;

/** By the way that a secret takes. */
export const FLOWS: Readonly<Record<string, Files>> = {
  // Of a variable's own.
  "default of another type": variable(`  type = number\n  sensitive = true\n  default = "${MARK}"`),
  "default of an ephemeral variable": variable(
    `  type = number\n  ephemeral = true\n  default = "${MARK}"`,
  ),
  "default in a line that can't be read": {
    "main.tf": `variable "pin" { default = "${MARK}", sensitive = true }\n`,
  },
  "value in an object": variable(
    `  type = object({ a = number })\n  sensitive = true\n  default = { a = "${MARK}" }`,
  ),
  "key of a map": variable(
    `  type = map(number)\n  sensitive = true\n  default = { "${MARK}" = "x" }`,
  ),
  "default that is refused": variable(`${REFUSING}\n  sensitive = true\n  default = "${MARK}"`),
  "default beside a mistake of another kind": variable(
    `  sensitive = true\n  default = "${MARK}" + var.other`,
  ),
  // Of a call.
  "input of another type": called("  type = number\n  sensitive = true", `"${MARK}"`),
  "input of an ephemeral variable": called("  type = number\n  ephemeral = true", `"${MARK}"`),
  "input in a list": called("  type = list(number)\n  sensitive = true", `["${MARK}"]`),
  "input through a local value": called(
    "  type = number\n  sensitive = true",
    "local.x",
    `locals {\n  x = "${MARK}"\n}\n`,
  ),
  "input that is refused": called(REFUSING, HIDDEN),
  "input in a map that is refused": called(
    REFUSING.replace("string", "map(string)").replace("${var.pin}", "${var.pin.a}"),
    `{ a = ${HIDDEN} }`,
  ),
  "input that is refused, through a local value": called(
    REFUSING,
    "local.x.a",
    `locals {\n  x = { a = ${HIDDEN} }\n}\n`,
  ),
  "input whose validation fails": called(
    REFUSING.replace("length(var.pin) > 100", "var.pin + 1 > 2"),
    HIDDEN,
  ),
  "local value that a secret input is made of": called(
    "  sensitive = true",
    "local.x",
    `locals {\n  x = "a" + "${MARK}"\n}\n`,
  ),
  "variable that a secret input is made of": called(
    "  sensitive = true",
    "var.x",
    `variable "x" {\n  type = number\n  default = "${MARK}"\n}\n`,
  ),
  // Of a file of variables.
  "value of a file, of another type": {
    "main.tf": 'variable "pin" {\n  type      = number\n  sensitive = true\n}\n',
    "terraform.tfvars": `pin = "${MARK}"\n`,
  },
  "value of a file, in a list": {
    "main.tf": 'variable "pin" {\n  type      = list(number)\n  ephemeral = true\n}\n',
    "prod.tfvars": `pin = [\n  "${MARK}",\n]\n`,
  },
  "value of a file in JSON that is refused": {
    "main.tf": `variable "pin" {\n${REFUSING}\n  sensitive = true\n}\n`,
    "a.auto.tfvars.json": `{ "pin": "${MARK}" }\n`,
  },
  "value of a file that a sensitive input is made of": {
    ...called(
      "  type = string\n  sensitive = true",
      "var.x",
      'variable "x" {\n  type = number\n}\n',
    ),
    "terraform.tfvars": `x = "${MARK}"\n`,
  },
  // In expressions.
  operand: local(`1 + ${HIDDEN}`),
  "operand in a text": local(`1 + "a-\${${HIDDEN}}"`),
  "operand through another local value": {
    "main.tf": `locals {\n  y = { a = [${HIDDEN}] }\n  x = 1 + local.y.a[0]\n}\n`,
  },
  "operand that a function has changed": local(`1 + upper(lower(${HIDDEN}))`),
  "operand in a for": local(`[for each in [${HIDDEN}] : each + 1]`),
  "operand in a text in a for": local(`[for each in toset([${HIDDEN}]) : "a \${each}" + 1]`),
  "operand that is read of a merged map": local(`1 + merge({ a = ${HIDDEN} }, {}).a`),
  "operand of a condition": local(`1 + (true ? ${HIDDEN} : "b")`),
  "operand that is a document": local(`1 + jsonencode({ a = ${HIDDEN} })`),
  "operand that is sensitive no more": local(`1 + nonsensitive(${HIDDEN})`),
  "operand with the function's whole name": local(`1 + core::sensitive("${MARK}")`),
  condition: local(`${HIDDEN} ? 1 : 2`),
  "key to look up": local(`lookup({ a = 1 }, ${HIDDEN})`),
  "key to read": local(`{ a = 1 }[${HIDDEN}]`),
  "key of an object": local(`{ (${HIDDEN}) = 1 }.other`),
  "key of one of two objects": local(`(var.a ? { (${HIDDEN}) = 1 } : { (${HIDDEN}) = 2 }).other`),
  argument: local(`abs(${HIDDEN})`),
  "argument in a list": local(`sum([1, ${HIDDEN}])`),
  "argument that is spread": local(`max([1, ${HIDDEN}]...)`),
  pattern: local(`regex(sensitive("(${MARK}"), "a")`),
  "number of a list": local(`["a"][${HIDDEN}]`),
  "argument to a function that doesn't exist": local(`uper(${HIDDEN})`),
  "what a for goes over": local(`[for each in ${HIDDEN} : each]`),
  for_each: { "main.tf": `resource "terraform_data" "a" {\n  for_each = ${HIDDEN}\n}\n` },
  count: { "main.tf": `resource "terraform_data" "a" {\n  count = ${HIDDEN}\n}\n` },
  output: {
    "main.tf": `output "x" {\n  sensitive = true\n  value     = "${MARK}" + 1\n}\n`,
  },
  // Where a provider's schema hides it.
  "sensitive argument": release(`repository_password = ["${MARK}"]`),
  "sensitive argument in an object": release(
    `set_sensitive = [{ name = "a", value = ["${MARK}"] }]`,
  ),
  "write-only argument": release(`set_wo = [{ name = "a", value = ["${MARK}"] }]`),
  "write-only argument that can't be evaluated": {
    "main.tf": `resource "aws_secretsmanager_secret_version" "a" {
  secret_id        = "a"
  secret_string_wo = 1 + "${MARK}"
}
`,
  },
  "argument of another type": {
    "main.tf": `resource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = ${HIDDEN}\n}\n`,
  },
  "argument that the provider refuses": {
    "main.tf": `resource "aws_cloudwatch_log_group" "a" {\n  name = sensitive("${MARK} ä")\n}\n`,
  },
  "argument that there isn't": {
    "main.tf": `resource "aws_cloudwatch_log_group" "a" {\n  nmae = ${HIDDEN}\n}\n`,
  },
  // In what other rules evaluate. Something else is wrong, too, for there to be a finding.
  "action of a policy": {
    "main.tf": `${ANOTHER}${policy(`sensitive("s3:${MARK}")`)}`,
  },
  "policy as a whole": { "main.tf": `${ANOTHER}${policy(`"s3:${MARK}"`, "sensitive")}` },
  "action in a variable": {
    "main.tf": `${ANOTHER}${policy("var.action")}variable "action" {
  default   = "s3:${MARK}"
  sensitive = true
}
`,
  },
  "action through a local value": {
    "main.tf": `${ANOTHER}${policy("local.action")}locals {
  action = "${"${"}sensitive("s3:${MARK}")}"
}
`,
  },
  image: {
    "main.tf": `${ANOTHER}resource "aws_ecs_task_definition" "a" {
  family = "a"
  container_definitions = jsonencode([{
    name = "a"
    image = sensitive("registry.example.com/apono-connector:${MARK}")
  }])
}
`,
  },
  "region in a variable": {
    "main.tf": `${ANOTHER}provider "aws" {
  region = var.region
}
variable "region" {
  default   = "${MARK}"
  sensitive = true
}
module "apono" {
  source  = "app.terraform.io/acme/apono-org-delegation/aws"
  version = "~> 1.0"

  connectorRoleArn      = sensitive("${MARK}")
  organizationalUnitIds = [sensitive("${MARK}")]
}
`,
  },
  "name that is too long": {
    "main.tf": `${ANOTHER}resource "aws_iam_role" "a" {
  name               = sensitive("${MARK.repeat(10)}")
  assume_role_policy = jsonencode({ Version = "2012-10-17", Statement = [] })
}
`,
  },
  "text in several lines": {
    "main.tf": `locals {
  x = sensitive(<<-EOT
    ${MARK}
  EOT
  ) + 1
}
`,
  },
  "module in JSON": {
    "main.tf.json": JSON.stringify({
      variable: { pin: { type: "number", sensitive: true, default: MARK } },
      locals: { x: '${1 + sensitive("' + MARK + '")}' },
    }),
  },
  "dynamic block": {
    "main.tf": `resource "aws_ecs_service" "a" {
  name = "a"
  dynamic "network_configuration" {
    for_each = ${HIDDEN}
    content {
      subnets = []
    }
  }
}
`,
  },
};
