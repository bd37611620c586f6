import { actionInfo, resourceTypesOf } from "./actions";
import { isOfType } from "./resources";
import { coversArn } from "./wildcards";

/**
 * How much a resource of a statement takes in: all there is of a kind, those whose names fall under a pattern, or one by
 * its name. What lies inside a named one is the same: the objects of a bucket, the indexes of a table.
 */
export const BREADTHS = ["named", "pattern", "everything"] as const;
export type Breadth = (typeof BREADTHS)[number];

/** Partition, service, region and account come before what names a resource. */
const PARTS_BEFORE_NAME = 5;

/** A text's part that only a plan knows: `${var.bucket}`. */
const GAP = /\$\{[^{}]*\}/g;

/**
 * How much of what an action works on a resource takes in; undefined where the action can't work on it at all, or does
 * not exist. What isn't known of a resource counts as a name.
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

/** Something of a service: AWS's own examples have `arn:aws:s3:::*`, which takes all of it in, for s3:ListAllMyBuckets. */
function inService(resource: string, service: string): string {
  const [arn, partition, , region, account] = resource.split(":");
  return [arn, partition, service, region, account, "x"].join(":");
}

/** How much an ARN takes in of what AWS's template stands for. */
function within(template: string, resource: string): Breadth {
  const wanted = nameIn(template);
  const given = nameIn(resource);
  const [before, , after = ""] = /^([^$]*)(\$\{[^}]*\})?([^$]*)/.exec(wanted)!.slice(1);
  if (!given.startsWith(before!)) return coversArn(given, `${before}*`) ? "everything" : "pattern";
  const rest = given.slice(before!.length);
  const end = after === "" ? -1 : rest.indexOf(after);
  // Versions and streams of what is named, and the signs that Secrets Manager adds to a name.
  const name = (end === -1 ? rest : rest.slice(0, end)).replace(/(:\*)+$|-\?{6}$/, "");
  if (/^\*+$/.test(name)) return "everything";
  return /[*?]/.test(name) ? "pattern" : "named";
}

const nameIn = (arn: string): string => arn.split(":").slice(PARTS_BEFORE_NAME).join(":");
