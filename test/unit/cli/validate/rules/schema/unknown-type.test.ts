import { unknownType } from "../../../../../../cli/validate/rules/schema/unknown-type";
import { itHolds } from "../../../../../support/rule-cases";

const requiring = (source: string, version: string) =>
  `terraform {\n  required_providers {\n    aws = {\n      source  = "${source}"\n      version = "${version}"\n    }\n  }\n}\n`;

itHolds(unknownType, {
  finds: [
    [
      "a resource, with what was meant",
      `▸resource "aws_iam_rol" "connector" {}\n`,
      [
        "The provider hashicorp/aws has no resource aws_iam_rol.",
        "Did you mean aws_iam_role? Take a type that it has.",
      ],
    ],
    [
      "a resource that is a data source",
      `▸resource "aws_caller_identity" "current" {}\n`,
      "The provider hashicorp/aws has no resource aws_caller_identity.",
    ],
    [
      "a data source that is a resource",
      `data "aws_region" "current" {}\n\n▸data "aws_security_group_rule" "x" {}\n`,
      "The provider hashicorp/aws has no data source aws_security_group_rule.",
    ],
    [
      "one in JSON",
      `{\n  "resource": {\n    "aws_ecs_servic": {\n      ▸"connector": { "name": "apono" }\n    }\n  }\n}\n`,
      "The provider hashicorp/aws has no resource aws_ecs_servic.",
    ],
    [
      "a data source of a check",
      `check "health" {\n  ▸data "aws_ecs_serviec" "x" {}\n  assert {\n    condition     = true\n    error_message = "No."\n  }\n}\n`,
      "The provider hashicorp/aws has no data source aws_ecs_serviec.",
    ],
    [
      "a type that only a later version has, where that is not allowed",
      `${requiring("hashicorp/aws", "~> 5.0")}\n▸resource "aws_vpc_encryption_control" "x" {}\n`,
      "The provider hashicorp/aws has no resource aws_vpc_encryption_control.",
    ],
    [
      "a type by the address of OpenTofu's registry",
      `${requiring("registry.opentofu.org/hashicorp/aws", ">= 5.0")}\n▸resource "aws_nothing_such" "x" {}\n`,
      "The provider hashicorp/aws has no resource aws_nothing_such.",
    ],
    [
      "a type of a provider that the resource names, alias and all",
      `▸resource "aws_nothing_such" "x" {\n  provider = aws.management\n}\n`,
      "The provider hashicorp/aws has no resource aws_nothing_such.",
    ],
  ],
  isSilent: [
    [
      "types whose arguments are not kept",
      `resource "aws_s3_bucket" "x" {}\ndata "aws_ami" "y" {}\n`,
    ],
    [
      "a type that a later version has, where that is allowed",
      `${requiring("hashicorp/aws", ">= 6.0")}\nresource "aws_vpc_encryption_control" "x" {}\n`,
    ],
    [
      "somebody else's provider of the same name",
      `${requiring("acme/aws", "~> 1.0")}\nresource "aws_nothing_such" "x" {}\n`,
    ],
    [
      "a major version that is not known",
      `${requiring("hashicorp/aws", "~> 4.0")}\nresource "aws_nothing_such" "x" {}\n`,
    ],
    [
      "other providers",
      `resource "random_pett" "x" {}\nresource "kubernetes_deploymentt" "y" {}\ndata "helm_x" "z" {}\n`,
    ],
    ["a reference to a type", `locals {\n  x = aws_iam_rol.connector\n}\n`],
    ["a block that lacks a label", `resource "aws_iam_rol" {}\n`],
    [
      "JSON's comments",
      `{"resource": {"//": "aws_iam_rol", "aws_iam_role": {"x": {"assume_role_policy": "{}"}}}}`,
    ],
  ],
});
