import { workspaceOf } from "../../../../support/workspace";
import { allRoles } from "../../../../../cli/validate/policies";
import { describeRole } from "../../../../../cli/validate/policies/connector-roles";
import { CONNECTOR_ROLE, roleTrusting } from "../../../../support/policy-examples";
import { privilegeEscalation } from "../../../../../cli/validate/rules/iam-privilege-escalation";
import { wildcardBeyondSets } from "../../../../../cli/validate/rules/iam-wildcard-beyond-sets";
import { findings } from "../rules/find";

/** How messages call the roles of a file. */
const called = async (text: string) =>
  allRoles(await workspaceOf({ "main.tf": text })).map(describeRole);

const assumable = (principal: string, name: string, more = "") =>
  roleTrusting(
    `Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = ${principal}\n${more}`,
    name,
  );
const task = (label: string, image: string) => `resource "aws_ecs_task_definition" "${label}" {
  family                = "x"
  task_role_arn         = aws_iam_role.access.arn
  container_definitions = jsonencode([{ name = "x", image = "${image}" }])
}
`;

describe("a role is the connector's, and a message says why", () => {
  const ecs = assumable('{ Service = "ecs-tasks.amazonaws.com" }', "worker");

  it.each([
    [
      "as the task role of the task with Apono's image",
      ecs + task("worker", "registry.apono.io/apono-connector:1"),
      "the connector's role aws_iam_role.access (task role of aws_ecs_task_definition.worker, whose container is Apono's)",
    ],
    [
      "as the task role of a task of that name",
      ecs + task("apono", "example.com/mirror:1"),
      "the connector's role aws_iam_role.access (task role of aws_ecs_task_definition.apono)",
    ],
    [
      "by its service account",
      assumable(
        '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
        "worker",
        'Condition = { StringEquals = { "o:sub" = "system:serviceaccount:apono:connector" } }',
      ),
      "the connector's role aws_iam_role.access (for the service account system:serviceaccount:apono:connector)",
    ],
    [
      "by its name, where tasks take it",
      CONNECTOR_ROLE,
      'the connector\'s role aws_iam_role.connector ("apono" in its name, and tasks or pods may take it)',
    ],
    [
      "that it assumes, because its trust policy lets it in",
      assumable("{ AWS = module.apono.connector_role_arn }", "apono-reports"),
      "aws_iam_role.access, a role that the connector assumes (it trusts module.apono.connector_role_arn),",
    ],
    [
      "that it assumes, because what its trust policy is made of says so",
      assumable(
        '{ AWS = "arn:aws:iam::${element(split(":", module.apono.connector_role_arn), 4)}:root" }',
        "reports",
      ),
      "aws_iam_role.access, a role that the connector assumes (it trusts the connector's role),",
    ],
    [
      "that it assumes, because a condition does",
      assumable(
        '{ AWS = "arn:aws:iam::210987654321:root" }',
        "reports",
        'Condition = { ArnEquals = { "aws:PrincipalArn" = "arn:aws:iam::210987654321:role/apono-connector" } }',
      ),
      "aws_iam_role.access, a role that the connector assumes (it trusts arn:aws:iam::210987654321:role/apono-connector),",
    ],
    [
      "that it assumes, by its name",
      assumable('{ AWS = "arn:aws:iam::210987654321:root" }', "apono-reports"),
      'aws_iam_role.access, a role that the connector assumes ("apono" in its name, and it trusts principals in AWS),',
    ],
    [
      "not, and nothing is said",
      assumable('{ AWS = "arn:aws:iam::210987654321:root" }', "reports"),
      "the role aws_iam_role.access",
    ],
  ])("%s", async (_, text, expected) => {
    expect(await called(text)).toEqual([expected]);
  });
});

describe("the connector's role that is made elsewhere", () => {
  const policy = (role: string, action: string, name = "more") =>
    `resource "aws_iam_role_policy" "${name}" {
  name = "${name}"
  role = ${role}
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }]
  })
}
`;
  const BY_NAME = '"apono-connector-role-1a2b3c4d"';

  it.each([
    [BY_NAME, 'the connector\'s role "apono-connector-role-1a2b3c4d" (by its name)'],
    [
      "module.apono.connector_role_name",
      "the connector's role module.apono.connector_role_name (by its name)",
    ],
    [
      "data.aws_iam_role.apono_connector_role.id",
      "the connector's role data.aws_iam_role.apono_connector_role.id (by its name)",
    ],
  ])("gets its policies by %s", async (role, expected) => {
    expect(await called(policy(role, "iam:*"))).toEqual([expected]);
    for (const rule of [privilegeEscalation, wildcardBeyondSets]) {
      const wide = await findings(rule, policy(role, "iam:*"));
      expect(wide.length).toBeGreaterThan(0);
      expect(wide.every((each) => each.startsWith("error main.tf:"))).toBe(true);
      expect(await findings(rule, policy(role, "ec2:DescribeTags"))).toEqual([]);
    }
  });

  it.each([['"deploy"'], ["module.deploy.role_name"], ["var.role"]])("is not %s", async (role) => {
    expect(await called(policy(role, "iam:*"))).toEqual([]);
    expect(await findings(privilegeEscalation, policy(role, "iam:*"))).toEqual([]);
  });

  it("is one role, with all the policies that it is given", async () => {
    const text = `${policy(BY_NAME, "iam:PassRole")}${policy(BY_NAME, "lambda:CreateFunction", "b")}
resource "aws_iam_policy" "c" {
  name   = "c"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] })
}
resource "aws_iam_role_policy_attachment" "c" {
  role       = ${BY_NAME}
  policy_arn = aws_iam_policy.c.arn
}
`;
    const roles = allRoles(await workspaceOf({ "main.tf": text }));
    expect(
      roles.map(({ inline, managed }) => [...inline, ...managed].map(({ address }) => address)),
    ).toEqual([["aws_iam_role_policy.more", "aws_iam_role_policy.b", "aws_iam_policy.c"]]);
    expect(await findings(privilegeEscalation, text)).toEqual([
      expect.stringContaining("Pass a role to a Lambda function"),
    ]);
  });
});
