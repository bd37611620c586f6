import {
  coversAction,
  coversArn,
  hasWildcard,
  overlapsAction,
  overlapsArn,
} from "../../../../cli/iam/wildcards";

it.each([
  ["*", "ec2:RunInstances", true],
  ["ec2:*", "EC2:RunInstances", true],
  ["ec2:run*", "ec2:RunInstances", true],
  ["ssm:GetParameters*", "ssm:GetParameter", false],
  ["ssm:GetParameter?", "ssm:GetParameters", true],
  ["ssm:GetParameter?", "ssm:GetParametersByPath", false],
  ["ec2:RunInstances", "ec2:*", false],
  ["ec2:Get*", "ec2:GetConsole*", true],
  ["ec2:Get?", "ec2:Get*", false],
  ["ec2.RunInstances", "ec2:RunInstances", false],
])("the action %s covers %s: %s", (pattern, action, covered) => {
  expect(coversAction(pattern, action)).toBe(covered);
});

it.each([
  ["arn:aws:s3:::logs-*", "arn:aws:s3:::logs-1/key", true],
  ["arn:aws:s3:::Logs-*", "arn:aws:s3:::logs-1", false],
  ["arn:aws:iam::*:role/apono-*", "arn:aws:iam::111122223333:role/apono-x", true],
  ["arn:aws:iam::*:role/apono-*", "arn:aws:iam::*:role/*", false],
  ["arn:aws:iam::*:role/(a|b)", "arn:aws:iam::1:role/a", false],
])("the ARN %s covers %s: %s", (pattern, arn, covered) => {
  expect(coversArn(pattern, arn)).toBe(covered);
});

it.each([
  ["*", "arn:aws:iam::*:role/*", true],
  ["arn:aws:iam::*:role/apono-*", "arn:aws:iam::*:role/*-x", true],
  ["arn:aws:iam::*:role/apono-*", "arn:aws:iam::*:role/other-*", false],
  ["arn:aws:iam::*:role/*", "arn:aws:iam::*:user/*", false],
  ["arn:*:iam::*:role/*", "arn:aws-cn:iam::1:role/x", true],
  ["arn:aws:iam::1:role/x", "arn:aws:iam::2:role/x", false],
  ["arn:aws:logs:*:*:log-group:/a:*", "arn:aws:logs:*:*:log-group:*:log-stream:*", true],
  ["arn:aws:iam::*", "arn:aws:iam::1:role/x", true],
  ["arn:aws:s3:::?", "arn:aws:s3:::*", true],
  ["arn:aws:s3:::??", "arn:aws:s3:::a", false],
])("%s and %s have ARNs in common: %s", (one, other, common) => {
  expect(overlapsArn(one, other)).toBe(common);
  expect(overlapsArn(other, one)).toBe(common);
});

it("finds actions in common whatever their case", () => {
  expect(overlapsAction("iam:*Role", "IAM:Create*")).toBe(true);
  expect(overlapsAction("iam:*Role", "IAM:Create*User")).toBe(false);
});

it("knows a pattern", () => {
  expect([hasWildcard("iam:Get*"), hasWildcard("iam:Get?"), hasWildcard("iam:Get")]).toEqual([
    true,
    true,
    false,
  ]);
});
