/**
 * IAM policies as typed data.
 *
 * Resources name the partition by {@link PARTITION}, so that the same statement serves AWS, GovCloud and China, in
 * Terraform (where the partition is a reference) and in a report (where it is a word).
 */

/** Stands for the partition in a resource's ARN: `aws`, `aws-us-gov`, `aws-cn`, … */
export const PARTITION = "{partition}";

/** Stands for `namePrefix` in the name of what the module makes. */
export const NAME_PREFIX = "{name-prefix}";

/** Stands for `roles.assumedRolesPath`, the path of roles that the connector may assume besides those with the path `/`. */
export const ASSUMED_ROLES_PATH = "{assumed-roles-path}";

/** What a deployment's own names and paths are in its policies: words, or references. */
export interface OwnNames {
  /** @default "" */
  readonly namePrefix?: string;
  /** @default "/" */
  readonly assumedRolesPath?: string;
}

/** A resource with the placeholders filled in. */
export const resourceIn = (
  resource: string,
  partition: string,
  { namePrefix = "", assumedRolesPath = "/" }: OwnNames = {},
): string =>
  resource
    .replaceAll(PARTITION, () => partition)
    .replaceAll(NAME_PREFIX, () => namePrefix)
    .replaceAll(ASSUMED_ROLES_PATH, () => assumedRolesPath);

/** One statement. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: string } };
}

/** A policy document, ready for `jsonencode` or JSON. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** An ARN in the connector's partition. @param rest everything after the service: `region:account:resource` */
export const arn = (service: string, rest: string) => `arn:${PARTITION}:${service}:${rest}`;

/** Statements as a document, with the placeholders filled in. Two resources that are then the same are one. */
export const policyDocument = (
  statements: readonly Statement[],
  partition: string,
  own?: OwnNames,
): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: statements.map((statement) => ({
    ...statement,
    Resource: [
      ...new Set(statement.Resource.map((resource) => resourceIn(resource, partition, own))),
    ],
  })),
});
