import { rolePolicy } from "../../../../support/policy-examples";
import { resourceMismatch } from "../../../../../cli/validate/rules/iam-resource-mismatch";
import { findings, jsonPolicy, fixes } from "./find";

const allow = (Action: unknown, Resource: unknown = "*", more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

describe("iam-resource-mismatch", () => {
  it("finds actions that the statement's resources are not for", async () => {
    expect(
      await findings(
        resourceMismatch,
        jsonPolicy(allow("sqs:SendMessage", "arn:aws:sns:*:*:topic")),
      ),
    ).toEqual([
      "warning main.tf.json:7 aws_iam_role_policy.p, statement 1: sqs:SendMessage doesn't apply to arn:aws:sns:*:*:topic, so the statement doesn't grant it.",
    ]);
    expect(
      await fixes(
        resourceMismatch,
        jsonPolicy(allow("ec2:DescribeInstances", "arn:aws:ec2:*:*:instance/*")),
      ),
    ).toEqual([
      'Move ec2:DescribeInstances into a separate statement with Resource = "*": AWS can\'t limit it to a resource.',
    ]);
  });

  it("tells a bucket from its objects", async () => {
    const on = (action: string, resource: string) =>
      findings(resourceMismatch, jsonPolicy(allow(action, resource)));
    expect(await on("s3:ListBucket", "arn:aws:s3:::reports/*")).toEqual([
      "warning main.tf.json:7 aws_iam_role_policy.p, statement 1: s3:ListBucket doesn't apply to arn:aws:s3:::reports/*, so the statement doesn't grant it.",
    ]);
    expect(await on("s3:ListBucket", "arn:aws:s3:::reports")).toEqual([]);
  });

  it("finds what is no ARN", async () => {
    expect(
      await findings(resourceMismatch, jsonPolicy(allow("s3:GetObject", "reports"))),
    ).toContain(
      'error main.tf.json:7 aws_iam_role_policy.p, statement 1: "reports" is not a valid resource: IAM accepts an ARN or "*".',
    );
  });

  it("takes ARNs with parts that aren't known", async () => {
    expect(
      await findings(
        resourceMismatch,
        rolePolicy(
          'Effect = "Allow"\nAction = ["s3:GetObject"]\nResource = ["arn:${data.aws_partition.current.partition}:s3:::${var.bucket}/*", var.other]',
        ),
      ),
    ).toEqual([]);
  });
});
