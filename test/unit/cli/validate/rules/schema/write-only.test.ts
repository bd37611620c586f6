import { writeOnly } from "../../../../../../cli/validate/rules/schema/write-only";
import { itHolds } from "../../../../../support/rule-cases";

const TOKEN = `variable "token" {\n  type      = string\n  ephemeral = true\n}\n`;
const version = (lines: string) =>
  `${TOKEN}resource "aws_secretsmanager_secret_version" "x" {\n  secret_id = "a"\n${lines}\n}\n`;
const KEPT = "secret_string of aws_secretsmanager_secret_version.x would keep an ephemeral value.";

itHolds(writeOnly, {
  finds: [
    [
      "an ephemeral variable in an argument that is kept",
      version("  secret_string = ▸var.token"),
      [
        KEPT,
        "Give it to a write-only argument (…_wo), a provider or an ephemeral variable, or take a value that isn't ephemeral.",
      ],
    ],
    ["one in a text or a call", version('  secret_string = ▸upper("a-${var.token}")'), KEPT],
    [
      "one by way of local values",
      `${version("  secret_string = ▸local.b")}locals {\n  a = { token = var.token }\n  b = local.a.token\n}\n`,
      KEPT,
    ],
    [
      "an ephemeral resource",
      `ephemeral "aws_eks_cluster_auth" "x" {\n  name = "a"\n}\n${version("  secret_string = ▸ephemeral.aws_eks_cluster_auth.x.token")}`,
      KEPT,
    ],
    [
      "one in the condition of a value",
      version('  secret_string = ▸var.token == "" ? "a" : "b"'),
      KEPT,
    ],
    [
      "one in a nested block, and in what a dynamic block goes over",
      `${TOKEN}resource "aws_ecs_cluster" "x" {\n  name = "a"\n  setting {\n    name  = "containerInsights"\n    value = ▸var.token\n  }\n  dynamic "setting" {\n    for_each = ▸[var.token]\n    content {\n      name  = "containerInsights"\n      value = "enabled"\n    }\n  }\n}\n`,
      "setting.value of aws_ecs_cluster.x would keep an ephemeral value.",
      "a dynamic block of aws_ecs_cluster.x would keep an ephemeral value.",
    ],
    [
      "one in a data source",
      `${TOKEN}data "aws_eks_cluster" "x" {\n  name = ▸var.token\n}\n`,
      "name of data.aws_eks_cluster.x would keep an ephemeral value.",
    ],
    [
      "one that says how often something is there",
      `${TOKEN}resource "aws_s3_bucket" "x" {\n  count = ▸var.token == "" ? 0 : 1\n}\nmodule "m" {\n  source   = "a/b/c"\n  for_each = ▸toset([var.token])\n}\n`,
      "count would keep an ephemeral value.",
      "for_each would keep an ephemeral value.",
    ],
    [
      "one in an output without the mark",
      `${TOKEN}output "x" {\n  value = ▸var.token\n}\n`,
      [
        "The output x would keep an ephemeral value.",
        "Set ephemeral = true on an output of a module; a root module can't give such a value out.",
      ],
    ],
    [
      "one for an input without the mark",
      {
        "main.tf": `${TOKEN}module "m" {\n  source = "./m"\n  token  = ▸var.token\n}\n`,
        "m/main.tf": `variable "token" {}\n`,
      },
      [
        "token of module.m is given an ephemeral value, and is no ephemeral variable.",
        "Set ephemeral = true on the variable token of the module, or take another value.",
      ],
    ],
    [
      "JSON",
      `{
  "variable": { "token": { "ephemeral": true } },
  "resource": {
    "aws_secretsmanager_secret_version": { "x": { "secret_id": "a", "secret_string": ▸"\${var.token}" } }
  },
  "output": { "y": { "value": ▸"a-\${var.token}" } }
}
`,
      KEPT,
      "The output y would keep an ephemeral value.",
    ],
  ],
  isSilent: [
    [
      "a write-only argument",
      version("  secret_string_wo         = var.token\n  secret_string_wo_version = 1"),
    ],
    [
      "providers and ephemeral resources",
      `${TOKEN}provider "aws" {\n  token = var.token\n}\nephemeral "aws_eks_cluster_auth" "x" {\n  name = var.token\n}\n`,
    ],
    ["local values", `${TOKEN}locals {\n  a = var.token\n}\n`],
    [
      "an output with the mark",
      `${TOKEN}output "x" {\n  value     = var.token\n  ephemeral = true\n}\n`,
    ],
    [
      "an input with the mark",
      {
        "main.tf": `${TOKEN}module "m" {\n  source = "./m"\n  token  = var.token\n}\n`,
        "m/main.tf": TOKEN,
      },
    ],
    ["ephemeralasnull", version("  secret_string = ephemeralasnull(var.token)")],
    [
      "a sensitive variable, which is kept",
      `variable "s" {\n  sensitive = true\n  ephemeral = false\n}\nresource "aws_secretsmanager_secret_version" "x" {\n  secret_id     = "a"\n  secret_string = var.s\n}\n`,
    ],
    [
      "a local value beside an ephemeral one",
      `${version("  secret_string = local.b")}locals {\n  a = var.token\n  b = "b"\n}\n`,
    ],
    ["a name that is like one", `${version('  secret_string = "var.token"')}`],
    [
      "JSON's write-only argument",
      `{"variable": {"token": {"ephemeral": true}}, "resource": {"aws_secretsmanager_secret_version": {"x": {"secret_id": "a", "secret_string_wo": "\${var.token}"}}}}`,
    ],
  ],
});
