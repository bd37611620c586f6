import { conditionNeverMet } from "../../../../../cli/validate/rules/iam-condition-never-met";
import { findings, jsonPolicy } from "./find";

/** A statement under a condition. */
const on = (Condition: object, Action = "secretsmanager:GetSecretValue") =>
  jsonPolicy({ Effect: "Allow", Action, Resource: "*", Condition });

it("finds a key that requests never have", async () => {
  expect(
    await findings(
      conditionNeverMet,
      on({ StringEquals: { "aws:ResourceTag/team": "x" } }, "ec2:DescribeInstances"),
    ),
  ).toEqual([
    "warning main.tf.json:7 aws_iam_role_policy.p, statement 1: requests for ec2:DescribeInstances never contain the condition key aws:ResourceTag/team, so the statement never applies to it.",
  ]);
  expect(
    await findings(
      conditionNeverMet,
      on({ StringEqualsIfExists: { "aws:ResourceTag/team": "x" } }, "ec2:DescribeInstances"),
    ),
  ).toEqual([]);
  expect(
    await findings(conditionNeverMet, on({ StringEquals: { "aws:ResourceTag/team": "x" } })),
  ).toEqual([]);
});
