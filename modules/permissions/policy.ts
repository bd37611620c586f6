/**
 * IAM policies as typed data.
 *
 * Resources name the partition by {@link PARTITION}, so that the same statement serves AWS, GovCloud and China, in
 * Terraform (where the partition is a reference) and in a report (where it is a word).
 */

/** Stands for the partition in a resource's ARN: `aws`, `aws-us-gov`, `aws-cn`, … */
export const PARTITION = "{partition}";

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

/** Statements as a document, with the partition put in. */
export function policyDocument(
  statements: readonly Statement[],
  partition: string,
): PolicyDocument {
  return {
    Version: "2012-10-17",
    Statement: statements.map((statement) => ({
      ...statement,
      Resource: statement.Resource.map((resource) =>
        resource.replaceAll(PARTITION, () => partition),
      ),
    })),
  };
}
