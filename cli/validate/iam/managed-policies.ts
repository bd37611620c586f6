import { type LocatedText, isFullyKnown } from "../../terraform/values/located-value";

/** What an AWS managed policy allows, judged by its name. */
export type ManagedScope = "changes" | "reads" | "unknown";

/** Full access to one or all services. */
const CHANGES = /^(AdministratorAccess.*|PowerUserAccess|SystemAdministrator|.*FullAccess.*)$/;
const READS = /ReadOnly/;

/** Path and name of an AWS managed policy; undefined for any other. */
export function awsManaged(arn: LocatedText): string | undefined {
  const path = /:iam::aws:policy\/(.+)$/.exec(arn.text)?.[1];
  return path !== undefined && isFullyKnown(path) ? path : undefined;
}

/** @param path as of {@link awsManaged} */
export function scopeOf(path: string): ManagedScope {
  const name = path.split("/").at(-1)!;
  if (CHANGES.test(name)) return "changes";
  return READS.test(name) ? "reads" : "unknown";
}
