import { inlineQuota } from "../../../../../cli/validate/rules/iam-inline-quota";
import { CONNECTOR_ROLE, rolePolicy } from "../../../../support/policy-examples";
import { findings, said } from "./find";

it("adds up the inline policies of one role", async () => {
  const policy = (name: string) =>
    rolePolicy(
      `Effect = "Allow"\nAction = "s3:GetObject"\nResource = "arn:aws:s3:::${"x".repeat(6000)}"`,
    ).replaceAll('"extra"', `"${name}"`);
  expect(await said(inlineQuota, CONNECTOR_ROLE + policy("a"))).toEqual([]);
  expect(await said(inlineQuota, CONNECTOR_ROLE + policy("a") + policy("b"))).toEqual([
    expect.stringMatching(
      /^error The inline policies of aws_iam_role\.connector have 12,2\d\d characters in total; IAM allows 10,240 per role\./,
    ),
  ]);
});

/** What a plan of a deployed connector has: the role's own attribute shows what the policies beside it are. */
const deployed = (written: object) => {
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Action: "s3:GetObject", Resource: `arn:aws:s3:::${"x".repeat(6000)}` },
    ],
  });
  const resource = (type: string, name: string, after: object) => ({
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    change: { actions: ["no-op"], before: after, after },
  });
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.15.8",
    resource_changes: [
      resource("aws_iam_role", "connector", {
        name: "apono-connector-role",
        inline_policy: [{ name: "a", policy }],
        assume_role_policy: JSON.stringify({
          Statement: [
            {
              Effect: "Allow",
              Principal: { Service: "ecs-tasks.amazonaws.com" },
              Action: "sts:AssumeRole",
            },
          ],
        }),
      }),
      resource("aws_iam_role_policy", "a", { name: "a", role: "apono-connector-role", policy }),
    ],
    configuration: {
      root_module: {
        resources: [{ address: "aws_iam_role.connector", mode: "managed", expressions: written }],
      },
    },
  });
};

it("counts no policy twice in the plan of a role that exists", async () => {
  expect(await findings(inlineQuota, { "plan.json": deployed({}) })).toEqual([]);
  // Written in the role itself, they are its own.
  expect(
    await findings(inlineQuota, { "plan.json": deployed({ inline_policy: [{ name: {} }] }) }),
  ).toHaveLength(1);
});
