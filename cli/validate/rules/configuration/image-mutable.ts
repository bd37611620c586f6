import type { Problem } from "../../finding";
import { type Module, blocksOf, valueOf } from "../../model/configuration";
import { everyExpression } from "../../model/expression";
import type { Rule } from "../../rule";
import { isKnown } from "../../value";
import { addressOf } from "./support/address";
import { type PublishedCall, publishedCallsIn } from "./support/calls";
import { evaluatorOf } from "./support/known";

/** Tags that name whatever is newest. */
const MOVING =
  /^(latest|stable|main|master|edge|nightly|dev|develop|prod|production|release|v?\d+)$/i;

const ADVICE = "Name a version such as v1.7.8, or a digest (sha256:…).";

/** Images of the connector that change under the same name. */
export const imageMutable: Rule = {
  id: "image-mutable",
  title: "The connector's image has a version",
  severity: "warning",
  needsWhole: "file",
  why:
    "A tag such as `latest` means another image tomorrow: a task that ECS or Kubernetes starts anew then runs something that nobody has " +
    "planned, and several instances may run different versions, which the connector doesn't support. A digest is the only name that " +
    "can't move; a version is by convention not moved.",
  source:
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
  bad: {
    "main.tf": example("latest"),
  },
  good: {
    "main.tf": example("v1.7.8"),
  },
  check: ({ modules }) =>
    modules.flatMap((module) => [
      ...publishedCallsIn(module).flatMap(versionOf),
      ...taskDefinitionsOf(module),
    ]),
};

function versionOf({ caller, block, name }: PublishedCall): Problem[] {
  const value = valueOf(block.body, "connectorVersion");
  if (value === undefined) return [];
  const tag = evaluatorOf(caller).evaluate(value);
  if (!isKnown(tag) || typeof tag !== "string" || !MOVING.test(tag)) return [];
  return [
    {
      message: `module.${name}: connectorVersion "${tag}" is a tag that moves.`,
      mend: ADVICE,
      range: value.range,
    },
  ];
}

/** Images in task definitions that are written by hand. */
const taskDefinitionsOf = (module: Module): Problem[] =>
  blocksOf(module, "resource", "aws_ecs_task_definition").flatMap((block) => {
    const definitions = valueOf(block.body, "container_definitions");
    if (definitions === undefined) return [];
    return [...everyExpression(definitions)].flatMap((each) => {
      if (each.kind !== "literal") return [];
      const image = /(?:[\w.-]+\/)+apono-connector(?![\w/-])([:@][\w.:-]+)?/.exec(
        String(each.value),
      );
      if (image === null || image[1]?.startsWith("@")) return [];
      const tag = image[1]?.slice(1);
      if (tag !== undefined && !MOVING.test(tag)) return [];
      // What follows may be a reference.
      if (tag === undefined && String(each.value).endsWith(":")) return [];
      return [
        {
          message: `${addressOf(block)}: the connector's image has ${tag === undefined ? "no tag, which means latest" : `the tag "${tag}", which moves`}.`,
          mend: ADVICE,
          range: each.range,
        },
      ];
    });
  });

function example(version: string): string {
  return `module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  subnetIds           = ["subnet-0123456789abcdef0"]
  connectorVersion    = "${version}"
}
`;
}
