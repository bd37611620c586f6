import { actionInfo, resourceTypesOf } from "./actions";
import { isOfType } from "./resources";
import { coversArn } from "./wildcards";

/**
 * How much a resource of a statement covers: all resources of a type, those that match a pattern, or a named one. All that is
 * inside a named one (objects of a bucket, indexes of a table) counts as named.
 */
const BREADTHS = ["named", "pattern", "everything"] as const;
export type Breadth = (typeof BREADTHS)[number];

/** The parts of an ARN before the resource. */
const PARTS_BEFORE_NAME = 5;

/** An unknown part: `${var.bucket}`. */
const GAP = /\$\{[^{}]*\}/g;

/**
 * How much of an action's resources a resource covers; undefined if the action doesn't apply to it, or doesn't exist. Unknown
 * parts count as a name.
 */
export async function breadthOf(action: string, resource: string): Promise<Breadth | undefined> {
  const info = await actionInfo(action);
  if (info === undefined) return undefined;
  if (/^\*+$/.test(resource)) return "everything";
  if (resource.startsWith("${")) return "named";
  const [pattern, known] = [resource.replace(GAP, "*"), resource.replace(GAP, "x")];
  const types = await resourceTypesOf(action);
  if (types.length === 0)
    return coversArn(known, inService(known, info.service)) ? "everything" : undefined;
  const found = types
    .filter(({ arn }) => isOfType(arn, pattern))
    .map(({ arn }) => within(arn, known));
  return BREADTHS.find((each) => found.includes(each));
}

/** An ARN in a service, to check for patterns such as `arn:aws:s3:::*`, which AWS's examples use for s3:ListAllMyBuckets. */
function inService(resource: string, service: string): string {
  const [arn, partition, , region, account] = resource.split(":");
  return [arn, partition, service, region, account, "x"].join(":");
}

/** How much of an ARN template an ARN covers. */
function within(template: string, resource: string): Breadth {
  const wanted = nameIn(template);
  const given = nameIn(resource);
  const [before, , after = ""] = /^([^$]*)(\$\{[^}]*\})?([^$]*)/.exec(wanted)!.slice(1);
  if (!given.startsWith(before!)) return coversArn(given, `${before}*`) ? "everything" : "pattern";
  const rest = given.slice(before!.length);
  const end = after === "" ? -1 : rest.indexOf(after);
  // Without versions and streams, and without the suffix that Secrets Manager adds.
  const name = (end === -1 ? rest : rest.slice(0, end)).replace(/(:\*)+$|-\?{6}$/, "");
  if (/^\*+$/.test(name)) return "everything";
  return /[*?]/.test(name) ? "pattern" : "named";
}

const nameIn = (arn: string): string => arn.split(":").slice(PARTS_BEFORE_NAME).join(":");
