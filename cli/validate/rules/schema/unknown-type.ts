import { didYouMean } from "../../../suggest";
import type { Rule } from "../../rule";
import { typedBlocksOf } from "../../schema/placed";
import { scopesOf } from "../../schema/scope";

const KIND = { resource: "resource", data: "data source", ephemeral: "ephemeral resource" };

/** A type that its provider doesn't have. */
export const unknownType: Rule = {
  id: "schema-unknown-type",
  title: "Every type is one that its provider has",
  severity: "error",
  needsWhole: "file",
  why: `Terraform refuses a resource or data source whose type its provider doesn't have; most often the name is misspelt.
The names are those of the AWS provider in every version that the modules allow. Types of other providers are not checked.`,
  source: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs",
  bad: { "main.tf": `data "aws_regoin" "current" {}\n` },
  good: { "main.tf": `data "aws_region" "current" {}\n` },
  check: (subject) =>
    scopesOf(subject).flatMap((scope) =>
      typedBlocksOf(scope).flatMap(({ kind, block, known }) => {
        if (known.kind !== "missing" || kind === "provider") return [];
        const type = block.labels[0] ?? "";
        return [
          {
            message: `The provider ${known.provider.source} has no ${KIND[kind]} ${type}.`,
            mend: `${didYouMean(type, known.names)}Take a type that it has.`,
            range: block.range,
          },
        ];
      }),
    ),
};
