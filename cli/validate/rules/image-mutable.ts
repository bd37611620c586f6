import { CONNECTOR_VERSION, IMAGE_NAME } from "../../../modules/apono";
import { connectorsIn } from "../connectors";
import type { Container } from "../connectors/containers";
import type { Problem } from "../finding";
import { textIn } from "../../terraform/values/located-value";
import { valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";
import { isKnown } from "../../terraform/values/value";
import { addressOf } from "../../terraform/block-address";
import { type PublishedCall, publishedCallsIn } from "../module-calls/module-calls";
import { evaluate } from "../../terraform/values/evaluate";

/** Tags that move. */
const MOVING =
  /^(latest|stable|main|master|edge|nightly|dev|develop|prod|production|release|v?\d+)$/i;

const ADVICE = `Use a version such as ${CONNECTOR_VERSION}, or a digest (sha256:…).`;

/** The connector's image, with its tag or digest. */
const TAGGED = new RegExp(`${IMAGE_NAME}(?:([:@])(.*))?$`);

export const imageMutable: Rule = {
  id: "image-mutable",
  title: "The connector's image is pinned to a version",
  severity: "warning",
  needsAllFiles: true,
  why:
    "A tag such as `latest` can point to another image tomorrow: a task that ECS or Kubernetes restarts then " +
    "runs an image that nobody planned, and instances may run different versions, which the connector doesn't " +
    "support. Only a digest can't move; version tags by convention don't.",
  source:
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-considerations.html",
  check: (workspace) => [
    ...workspace.modules.flatMap(publishedCallsIn).flatMap(versionOf),
    ...connectorsIn(workspace).containers.flatMap(imageOf),
  ],
};

function versionOf({ caller, block, name }: PublishedCall): Problem[] {
  const value = valueOf(block.body, "connectorVersion");
  if (value === undefined) return [];
  const tag = evaluate(caller, value);
  if (!isKnown(tag) || typeof tag !== "string" || !MOVING.test(tag)) return [];
  return [
    {
      message: `module.${name}: connectorVersion "${tag}" is a moving tag.`,
      fix: ADVICE,
      range: value.range,
    },
  ];
}

/** Images of hand-written containers. */
function imageOf({ block, image }: Container): Problem[] {
  const text = image === undefined ? undefined : textIn(image);
  const tag = text === undefined ? null : TAGGED.exec(text);
  if (image === undefined || tag === null || tag[1] === "@") return [];
  // Any other tag is fixed, or a reference.
  if (tag[2] !== undefined && !MOVING.test(tag[2])) return [];
  return [
    {
      message: `${addressOf(block)}: the connector's image has ${tag[2] === undefined ? "no tag, which means latest" : `the moving tag "${tag[2]}"`}.`,
      fix: ADVICE,
      range: image.range,
    },
  ];
}
