import { breadthOf } from "../../../../cli/iam/breadth";

const OBJECTS = "s3:GetObject";
const SECRETS = "secretsmanager:GetSecretValue";

describe("how much a resource takes in", () => {
  it.each([
    [OBJECTS, "*", "everything"],
    [OBJECTS, "arn:aws:s3:::*", "everything"],
    [OBJECTS, "arn:aws:s3:::*/*", "everything"],
    [OBJECTS, "arn:aws:s3:::reports-*/*", "pattern"],
    [OBJECTS, "arn:aws:s3:::reports*", "pattern"],
    [OBJECTS, "arn:aws:s3:::reports/*", "named"],
    [OBJECTS, "arn:aws:s3:::reports/2026/*.csv", "named"],
    ["s3:ListBucket", "arn:aws:s3:::reports", "named"],
    [SECRETS, "arn:aws:secretsmanager:*:*:secret:*", "everything"],
    [SECRETS, "arn:aws:secretsmanager:*:*:*", "everything"],
    [SECRETS, "arn:aws:secretsmanager:eu-central-1:210987654321:secret:prod/*", "pattern"],
    // The six signs that Secrets Manager adds to a name.
    [SECRETS, "arn:aws:secretsmanager:eu-central-1:210987654321:secret:prod/db-??????", "named"],
    ["dynamodb:Query", "arn:aws:dynamodb:*:*:table/orders/index/*", "named"],
    ["logs:GetLogEvents", "arn:aws:logs:*:*:log-group:/ecs/app:*", "named"],
    ["lambda:InvokeFunction", "arn:aws:lambda:*:*:function:export:*", "named"],
    ["iam:PassRole", "arn:aws:iam::210987654321:role/*", "everything"],
    ["iam:PassRole", "arn:aws:iam::210987654321:ro*", "everything"],
    ["iam:PassRole", "arn:aws:iam::210987654321:role/team/*", "pattern"],
    ["iam:PassRole", "arn:aws:iam::210987654321:role/apono-?", "pattern"],
    // What isn't known is somebody's name for it.
    [OBJECTS, "arn:${data.aws_partition.current.partition}:s3:::${var.bucket}/*", "named"],
    [OBJECTS, "${aws_s3_bucket.reports.arn}/*", "named"],
    [OBJECTS, "arn:aws:s3:::${var.objects}", "named"],
    [SECRETS, "${var.secrets}", "named"],
    // An action that can't be limited works on all there is, or on nothing.
    ["s3:ListAllMyBuckets", "*", "everything"],
    ["s3:ListAllMyBuckets", "arn:aws:s3:::*", "everything"],
    ["s3:ListAllMyBuckets", "arn:aws:s3:::reports", undefined],
    [OBJECTS, "arn:aws:s3:::reports", undefined],
    ["s3:ListBucket", "arn:aws:s3:::reports/*", undefined],
    [OBJECTS, "arn:aws:sns:*:*:topic", undefined],
    ["s3:GetObjekt", "*", undefined],
  ])("%s on %s: %s", async (action, resource, expected) => {
    expect(await breadthOf(action, resource)).toBe(expected);
  });
});
