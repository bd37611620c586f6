import { conditionOperator } from "../../../../../cli/validate/rules/iam-condition-operator";
import { findings, jsonPolicy, fixes } from "./find";

/** A statement under a condition. */
const on = (Condition: object, Action = "secretsmanager:GetSecretValue") =>
  jsonPolicy({ Effect: "Allow", Action, Resource: "*", Condition });

it("finds operators that don't exist or take no wildcard", async () => {
  expect(await findings(conditionOperator, on({ StringEqual: { "aws:userid": "x" } }))).toEqual([
    'error main.tf.json:7 aws_iam_role_policy.p, statement 1: IAM has no condition operator "StringEqual".',
  ]);
  expect(await fixes(conditionOperator, on({ StringEqual: { "aws:userid": "x" } }))).toEqual([
    "Did you mean StringEquals?",
  ]);
  expect(await findings(conditionOperator, on({ StringEquals: { "aws:userid": "x*" } }))).toEqual([
    'warning main.tf.json:7 aws_iam_role_policy.p, statement 1: StringEquals compares aws:userid with "x*" literally: the wildcard has no effect.',
  ]);
  expect(
    await findings(
      conditionOperator,
      on({ "ForAnyValue:StringLikeIfExists": { "aws:userid": "x*" } }),
    ),
  ).toEqual([]);
});
