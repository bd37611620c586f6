import { declaredTwice } from "../../../../../../cli/validate/rules/schema/declared-twice";
import { itHolds } from "../../../../../support/rule-cases";
import { findings } from "../../../../../support/validate";

const FILES = { "a.tf": `variable "x" {}\n`, "b.tf": `\n  variable "x" {}\n` };

itHolds(declaredTwice, {
  finds: [
    [
      "every kind that has a name",
      `variable "x" {}
output "x" {}
module "x" {}
check "x" {}
resource "aws_iam_role" "x" {}
data "aws_region" "x" {}
ephemeral "aws_eks_cluster_auth" "x" {}
▸variable "x" {}
▸output "x" {}
▸module "x" {}
▸check "x" {}
▸resource "aws_iam_role" "x" {}
▸data "aws_region" "x" {}
▸ephemeral "aws_eks_cluster_auth" "x" {}
`,
      [
        "variable.x is declared twice; first at main.tf:1:1.",
        "Take one away, or give it another name.",
      ],
      "output.x is declared twice; first at main.tf:2:1.",
      "module.x is declared twice; first at main.tf:3:1.",
      "check.x is declared twice; first at main.tf:4:1.",
      "resource.aws_iam_role.x is declared twice; first at main.tf:5:1.",
      "data.aws_region.x is declared twice; first at main.tf:6:1.",
      "ephemeral.aws_eks_cluster_auth.x is declared twice; first at main.tf:7:1.",
    ],
    [
      "each after the first",
      `variable "x" {}\n▸variable "x" {}\n▸variable "x" {}\n`,
      "variable.x is declared twice; first at main.tf:1:1.",
      "variable.x is declared twice; first at main.tf:1:1.",
    ],
    [
      "one in another file",
      { "a.tf": FILES["a.tf"], "b.tf": FILES["b.tf"].replace("variable", "▸variable") },
      "variable.x is declared twice; first at a.tf:1:1.",
    ],
    [
      "a local value, by its name",
      `locals {\n  x = 1\n}\nlocals {\n  y = 1\n  ▸x = 2\n}\n`,
      "local.x is declared twice; first at main.tf:2:3.",
    ],
    [
      "providers without an alias, or with the same one",
      `provider "aws" {}\n▸provider "aws" {}\nprovider "aws" {\n  alias = "a"\n}\n▸provider "aws" {\n  alias = "a"\n}\n`,
      "provider aws is declared twice; first at main.tf:1:1.",
      "provider aws.a is declared twice; first at main.tf:3:1.",
    ],
    [
      "HCL and JSON",
      {
        "a.tf": `variable "x" {}\nlocals {\n  y = 1\n}\n`,
        "b.tf.json": `{"variable": {▸"x": {}}, "locals": {▸"y": 2}, "output": [{"z": {"value": 1}}, {▸"z": {"value": 1}}]}`,
      },
      "variable.x is declared twice; first at a.tf:1:1.",
      "local.y is declared twice; first at a.tf:3:3.",
      "output.z is declared twice; first at b.tf.json:1:57.",
    ],
  ],
  isSilent: [
    [
      "one name of several kinds and types",
      `variable "x" {}\noutput "x" {}\nmodule "x" {}\nresource "aws_iam_role" "x" {}\nresource "aws_ecs_cluster" "x" {}\ndata "aws_iam_role" "x" {}\nlocals {\n  x = 1\n}\n`,
    ],
    ["one name in two folders", { "a/main.tf": FILES["a.tf"], "b/main.tf": FILES["b.tf"] }],
    [
      "an override file, whatever its name ends in",
      {
        "main.tf": `variable "x" {}\nlocals {\n  a = 1\n}\n`,
        "override.tf": `variable "x" {\n  default = 1\n}\nlocals {\n  a = 2\n}\n`,
        "more_override.tofu": `variable "x" {\n  default = 2\n}\n`,
        "z_override.tf.json": `{"variable": {"x": {"default": 3}}}`,
      },
    ],
    [
      "an override of a local value in the second of two blocks",
      {
        "main.tf": `locals {\n  a = 1\n}\nlocals {\n  b = 1\n}\n`,
        "override.tf": `locals {\n  b = 2\n}\n`,
      },
    ],
    [
      "providers with aliases of their own, one that isn't a plain text among them",
      `provider "aws" {}\nprovider "aws" {\n  alias = "a"\n}\nprovider "aws" {\n  alias = "b"\n}\n`,
    ],
    [
      "what has no name",
      `terraform {}\nterraform {}\nlocals {}\nlocals {}\nmoved {\n  from = a.b\n  to   = a.c\n}\nmoved {\n  from = a.b\n  to   = a.c\n}\n`,
    ],
    [
      "a data source of a check beside a resource of that name",
      `resource "aws_iam_role" "x" {}\ncheck "y" {\n  data "aws_region" "x" {}\n}\n`,
    ],
  ],
});

it("points to the first", async () => {
  const [finding] = await findings(declaredTwice, FILES);
  expect(finding?.related).toEqual([
    {
      message: "The first declaration is here.",
      range: { file: "a.tf", start: { line: 1, column: 1 }, end: { line: 1, column: 13 } },
    },
  ]);
});
