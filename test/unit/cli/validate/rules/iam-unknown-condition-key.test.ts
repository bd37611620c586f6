import { unknownConditionKey } from "../../../../../cli/validate/rules/iam-unknown-condition-key";
import { findings, jsonPolicy, fixes } from "./find";

/** A statement under a condition. */
const on = (Condition: object, Action = "secretsmanager:GetSecretValue") =>
  jsonPolicy({ Effect: "Allow", Action, Resource: "*", Condition });

it("finds a key that AWS doesn't have", async () => {
  expect(
    await findings(unknownConditionKey, on({ StringEquals: { "aws:SourceAcount": "1" } })),
  ).toEqual([
    'error main.tf.json:7 aws_iam_role_policy.p, statement 1: AWS has no condition key "aws:SourceAcount" (in StringEquals).',
  ]);
  expect(
    await fixes(unknownConditionKey, on({ StringEquals: { "aws:SourceAcount": "1" } })),
  ).toEqual(["Did you mean aws:SourceAccount?"]);
});

it("takes keys of identity providers, tags and what isn't known", async () => {
  expect(
    await findings(
      unknownConditionKey,
      on({
        StringEquals: {
          "token.actions.githubusercontent.com:sub": "x",
          "aws:ResourceTag/team": "x",
          "secretsmanager:ResourceTag/team": "x",
        },
      }),
    ),
  ).toEqual([]);
});
