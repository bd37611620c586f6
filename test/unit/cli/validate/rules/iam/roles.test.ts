import type { Rule } from "../../../../../../cli/validate/rule";
import { allowNotAction } from "../../../../../../cli/validate/rules/iam/allow-not-action";
import {
  CONNECTOR_ROLE,
  rolePolicy,
  roleTrusting,
} from "../../../../../../cli/validate/rules/iam/examples";
import { managedPolicyCount } from "../../../../../../cli/validate/rules/iam/managed-policy-count";
import { inlineQuota } from "../../../../../../cli/validate/rules/iam/inline-quota";
import { nameLength } from "../../../../../../cli/validate/rules/iam/name-length";
import { passRole } from "../../../../../../cli/validate/rules/iam/pass-role";
import { planConnectorRoleReplaced } from "../../../../../../cli/validate/rules/iam/plan-connector-role-replaced";
import { planOf } from "../../../../../../cli/validate/rules/iam/plan-example";
import { privilegeEscalation } from "../../../../../../cli/validate/rules/iam/privilege-escalation";
import { roleNotAssumable } from "../../../../../../cli/validate/rules/iam/role-not-assumable";
import { trustSize } from "../../../../../../cli/validate/rules/iam/trust-size";
import { trustTooWide } from "../../../../../../cli/validate/rules/iam/trust-too-wide";
import { wildcardBeyondSets } from "../../../../../../cli/validate/rules/iam/wildcard-beyond-sets";
import { writeOnEverything } from "../../../../../../cli/validate/rules/iam/write-on-everything";
import { findings, mends } from "./find";

const granting = (statement: string) => `${CONNECTOR_ROLE}\n${rolePolicy(statement)}`;
const OF_EXTRA = "aws_iam_role_policy.extra, statement 1";
const OWN = "the connector's role aws_iam_role.connector";

/** What a rule says, without places. */
const said = async (rule: Rule, files: string) =>
  (await findings(rule, files)).map((each) => each.replace(/ main\.tf:\d+/, ""));

describe("iam-wildcard-beyond-sets", () => {
  it.each([
    [
      'Action = "*"',
      `error ${OF_EXTRA}: ${OWN} may do anything (*), which no permission set grants.`,
    ],
    ['Action = "iam:*"', `error ${OF_EXTRA}: ${OWN} may do iam:*, which no permission set grants.`],
    [
      'Action = "secretsmanager:GetSecretValue"',
      `error ${OF_EXTRA}: ${OWN} may do secretsmanager:GetSecretValue on * without a condition; the permission sets grant less.`,
    ],
    [
      'Action = "dynamodb:ListTables"',
      `note ${OF_EXTRA}: ${OWN} may do dynamodb:ListTables, which no permission set grants.`,
    ],
  ])("finds %s", async (action, message) => {
    expect(
      await said(wildcardBeyondSets, granting(`Effect = "Allow"\n${action}\nResource = "*"`)),
    ).toEqual([message]);
  });

  it("takes what the sets grant, with their conditions, in any partition", async () => {
    const statement = `Effect = "Allow"
Action = ["secretsmanager:GetSecretValue"]
Resource = "arn:\${data.aws_partition.current.partition}:secretsmanager:*:210987654321:secret:*"
Condition = { StringEquals = { "aws:ResourceTag/apono-connector-read" = "true" } }`;
    expect(await said(wildcardBeyondSets, granting(statement))).toEqual([]);
    expect(
      await said(wildcardBeyondSets, granting('Effect = "Deny"\nAction = "*"\nResource = "*"')),
    ).toEqual([]);
  });

  it("says nothing of roles that are not the connector's", async () => {
    const other = granting('Effect = "Allow"\nAction = "s3:*"\nResource = "*"').replace(
      '"apono-connector"',
      '"batch"',
    );
    expect(await said(wildcardBeyondSets, other.replaceAll("connector", "batch"))).toEqual([]);
  });

  it("finds AWS managed policies that grant too much", async () => {
    const attach = (policy: string) => `${CONNECTOR_ROLE}
resource "aws_iam_role_policy_attachment" "a" {
  role       = aws_iam_role.connector.id
  policy_arn = "arn:aws:iam::aws:policy/${policy}"
}
`;
    expect(await said(wildcardBeyondSets, attach("AdministratorAccess"))).toEqual([
      `error aws_iam_role_policy_attachment.a: ${OWN} has the AWS managed policy AdministratorAccess, which no permission set grants.`,
    ]);
    expect(await said(wildcardBeyondSets, attach("SecurityAudit"))).toEqual([]);
  });
});

describe("iam-privilege-escalation", () => {
  it("finds a way through a service that no set opens", async () => {
    const [found, ...others] = await said(
      privilegeEscalation,
      granting(
        'Effect = "Allow"\nAction = ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"]\nResource = "*"',
      ),
    );
    expect(others).toEqual([]);
    expect(found).toMatch(
      /^error the connector's role aws_iam_role\.connector can get more permissions by iam:PassRole and lambda:CreateFunction \(aws_iam_role_policy\.extra, statement 1\)\./,
    );
  });

  it("warns where a condition or a boundary may close the way", async () => {
    const attach = 'Effect = "Allow"\nAction = "iam:AttachRolePolicy"\nResource = "*"';
    const open = granting(attach);
    expect((await said(privilegeEscalation, open)).map((each) => each.split(" ")[0])).toEqual([
      "error",
    ]);
    const bounded = open.replace(
      'name = "apono-connector"',
      'name = "apono-connector"\n  permissions_boundary = var.boundary',
    );
    expect((await said(privilegeEscalation, bounded)).map((each) => each.split(" ")[0])).toEqual([
      "warning",
    ]);
    expect(await mends(privilegeEscalation, open)).toEqual([
      expect.stringMatching(
        /^Deny it changing itself: an inline policy apono-connector-guardrails with Effect = "Deny"/,
      ),
    ]);
  });
});

describe("iam-trust-too-wide", () => {
  const connector = '"arn:aws:iam::210987654321:role/apono-connector"';
  const trust = (principal: string, more = "") =>
    roleTrusting(
      `Effect = "Allow"\nAction = ["sts:AssumeRole", "sts:AssumeRoleWithWebIdentity"]\nPrincipal = ${principal}\n${more}`,
    );
  const place = "The trust policy of aws_iam_role.access, statement 1";

  it.each([
    ['"*"', "", `error ${place} trusts everybody in AWS (*).`],
    ['{ AWS = "210987654321" }', "", `error ${place} trusts a whole account (210987654321).`],
    [
      '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
      "",
      `error ${place} trusts every identity of arn:aws:iam::210987654321:oidc-provider/o.`,
    ],
    [
      '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
      'Condition = { StringLike = { "o:sub" = "system:serviceaccount:*:*", "o:aud" = "sts.amazonaws.com" } }',
      `error ${place} trusts every identity of arn:aws:iam::210987654321:oidc-provider/o whose subject is like "system:serviceaccount:*:*".`,
    ],
    [
      '{ Federated = "arn:aws:iam::210987654321:oidc-provider/o" }',
      'Condition = { StringEquals = { "o:sub" = "system:serviceaccount:a:b" } }',
      `warning ${place} asks tokens of arn:aws:iam::210987654321:oidc-provider/o for no audience.`,
    ],
    [
      `{ AWS = [${connector}, "arn:aws:iam::210987654321:role/other"] }`,
      "",
      "warning The trust policy of aws_iam_role.access, a role that the connector assumes, trusts 2 principals: arn:aws:iam::210987654321:role/apono-connector and arn:aws:iam::210987654321:role/other.",
    ],
  ])("finds %s %s", async (principal, more, message) => {
    expect(await said(trustTooWide, trust(principal, more))).toEqual([message]);
  });

  it("takes one role, an account with a condition, and a service account", async () => {
    for (const good of [
      trust(`{ AWS = ${connector} }`),
      trust(
        '{ AWS = "arn:aws:iam::210987654321:root" }',
        `Condition = { ArnEquals = { "aws:PrincipalArn" = ${connector} } }`,
      ),
      trust(
        "{ Federated = var.provider }",
        'Condition = { StringEquals = { "${var.issuer}:sub" = "system:serviceaccount:a:b", "${var.issuer}:aud" = "sts.amazonaws.com" } }',
      ),
    ])
      expect(await said(trustTooWide, good)).toEqual([]);
  });

  it("wants the connector's task role to be for one account", async () => {
    const open = CONNECTOR_ROLE.replace(/\n.*SourceAccount.*/, "");
    expect(await said(trustTooWide, open)).toEqual([
      "warning The trust policy of aws_iam_role.connector, statement 1 trusts ecs-tasks.amazonaws.com whichever account it acts for.",
    ]);
  });
});

describe("iam-role-not-assumable", () => {
  const TRUST =
    'Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = { AWS = "arn:aws:iam::210987654321:role/apono-connector" }';

  it("finds names, paths and trust policies that keep the connector out", async () => {
    expect(await said(roleNotAssumable, roleTrusting(TRUST, "read-only"))).toEqual([
      'error aws_iam_role.access trusts the connector, which can\'t assume it: its name is "read-only", and the connector assumes "role/apono-*" only.',
    ]);
    const inPath = roleTrusting(TRUST).replace(
      'name = "apono-access"',
      'name = "apono-access"\n  path = "/teams/"',
    );
    expect(await said(roleNotAssumable, inPath)).toEqual([
      'error aws_iam_role.access trusts the connector, which can\'t assume it: with its path its ARN ends in "role/teams/apono-access", and the connector assumes "role/apono-*" only.',
    ]);
    expect(
      await said(roleNotAssumable, roleTrusting(TRUST.replace("sts:AssumeRole", "sts:TagSession"))),
    ).toEqual([
      "error The trust policy of aws_iam_role.access lets nobody assume the role: no statement allows sts:AssumeRole.",
    ]);
  });

  it("takes a name of which only the beginning is known", async () => {
    expect(await said(roleNotAssumable, roleTrusting(TRUST, "apono-${var.team}"))).toEqual([]);
    expect(await said(roleNotAssumable, roleTrusting(TRUST, "${var.name}"))).toEqual([]);
  });
});

describe("quotas", () => {
  it("counts no white space, and of what isn't known nothing", async () => {
    const long = "x".repeat(2000);
    const trust = (text: string) =>
      roleTrusting(
        `Effect = "Allow"\nAction = "sts:AssumeRole"\nPrincipal = { AWS = "arn:aws:iam::210987654321:role/${text}" }`,
      );
    expect(await said(trustSize, trust(long))).toEqual([
      expect.stringMatching(
        /^error The trust policy of aws_iam_role\.access has 2,1\d\d characters, and IAM allows 2,048\.$/,
      ),
    ]);
    expect(await said(trustSize, trust(`\${var.${long}}`))).toEqual([]);
    expect(await said(trustSize, trust(" ".repeat(3000)))).toEqual([]);
  });

  it("adds up the inline policies of one role", async () => {
    const policy = (name: string) =>
      rolePolicy(
        `Effect = "Allow"\nAction = "s3:GetObject"\nResource = "arn:aws:s3:::${"x".repeat(6000)}"`,
      ).replaceAll('"extra"', `"${name}"`);
    expect(await said(inlineQuota, CONNECTOR_ROLE + policy("a"))).toEqual([]);
    expect(await said(inlineQuota, CONNECTOR_ROLE + policy("a") + policy("b"))).toEqual([
      expect.stringMatching(
        /^error The inline policies of aws_iam_role\.connector have 12,2\d\d characters, and IAM allows 10,240 for all of a role together\./,
      ),
    ]);
  });

  it("counts attachments, each ARN once", async () => {
    const attach = (count: number) =>
      `${CONNECTOR_ROLE}${Array.from(
        { length: count },
        (_, at) => `
resource "aws_iam_role_policy_attachment" "a${at}" {
  role       = aws_iam_role.connector.name
  policy_arn = "arn:aws:iam::aws:policy/P${at % 11}"
}
`,
      ).join("")}`;
    expect(await said(managedPolicyCount, attach(10))).toEqual([]);
    expect(await said(managedPolicyCount, attach(12))).toEqual([
      "error 11 managed policies are attached to aws_iam_role.connector, and IAM allows 10.",
    ]);
  });

  it("knows what IAM takes for names", async () => {
    const named = (name: string) => roleTrusting('Effect = "Allow"', name);
    expect(await said(nameLength, named("x".repeat(65)))).toEqual([
      `error The name of aws_iam_role.access, "${"x".repeat(65)}", has 65 characters, and IAM allows 64 for a role.`,
    ]);
    expect(await said(nameLength, named("a b"))).toEqual([
      'error The name of aws_iam_role.access, "a b", has signs that IAM doesn\'t take.',
    ]);
    expect(await said(nameLength, named(`${"x".repeat(60)}\${var.a}`))).toEqual([]);
  });
});

describe("what a reviewer asks about", () => {
  it("finds Allow with NotAction and NotResource", async () => {
    expect(
      await said(
        allowNotAction,
        rolePolicy('Effect = "Allow"\nAction = "s3:GetObject"\nNotResource = "arn:aws:s3:::x/*"'),
      ),
    ).toEqual([`error ${OF_EXTRA} allows everything but arn:aws:s3:::x/* (NotResource).`]);
  });

  it("finds that any role is passed", async () => {
    expect(
      await said(passRole, rolePolicy('Effect = "Allow"\nAction = "iam:Pass*"\nResource = "*"')),
    ).toEqual([`warning ${OF_EXTRA} lets any role (*) be passed to any service.`]);
    expect(
      await said(
        passRole,
        rolePolicy(
          'Effect = "Allow"\nAction = "iam:PassRole"\nResource = "arn:aws:iam::1:role/tasks-*"',
        ),
      ),
    ).toEqual([]);
  });

  it("notes what changes everything, but nothing that can't be limited", async () => {
    expect(
      await said(
        writeOnEverything,
        rolePolicy(
          'Effect = "Allow"\nAction = ["ec2:StopInstances", "ec2:DescribeInstances"]\nResource = "*"',
        ),
      ),
    ).toEqual([`note ${OF_EXTRA} allows ec2:StopInstances on everything ("*").`]);
  });
});

describe("plan-connector-role-replaced", () => {
  const plan = (actions: readonly string[], name = "apono-connector-role-old") => ({
    "plan.json": planOf({ actions, name }),
  });

  it("names what forces it, and how to keep the role", async () => {
    const files = plan(["delete", "create"], "apono-connector-role-new");
    expect(await findings(planConnectorRoleReplaced, files)).toEqual([
      'error plan.json:6 The plan replaces the connector\'s role module.apono.aws_iam_role.connector ("apono-connector-role-old"): name changes from "apono-connector-role-old" to "apono-connector-role-new".',
    ]);
    expect(await mends(planConnectorRoleReplaced, files)).toEqual([
      'Keep the name: nameSuffix = "old", or roleName = "apono-connector-role-old".',
    ]);
  });

  it.each([
    [
      ["delete"],
      'destroys the connector\'s role module.apono.aws_iam_role.connector ("apono-connector-role-old").',
    ],
    [
      ["forget"],
      'forgets the connector\'s role module.apono.aws_iam_role.connector: "apono-connector-role-old" stays in AWS, and Terraform manages it no more.',
    ],
  ])("finds %p", async (actions, message) => {
    expect(await findings(planConnectorRoleReplaced, plan(actions))).toEqual([
      `error plan.json:6 The plan ${message}`,
    ]);
  });

  it.each([[["no-op"]], [["update"]]])("takes %p", async (actions) => {
    expect(await findings(planConnectorRoleReplaced, plan(actions))).toEqual([]);
  });
});

it("whom somebody else's role lets in by a pattern is theirs to say", async () => {
  const role = (subject: string) => `resource "aws_iam_role" "deploy" {
  name = "deploy"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Federated = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com" }
      Action    = "sts:AssumeRoleWithWebIdentity"
      Condition = {
        StringLike   = { "token.actions.githubusercontent.com:sub" = "${subject}" }
        StringEquals = { "token.actions.githubusercontent.com:aud" = "sts.amazonaws.com" }
      }
    }]
  })
}`;
  expect(await findings(trustTooWide, { "main.tf": role("repo:acme/*:*") })).toEqual([]);
  expect(await mends(trustTooWide, { "main.tf": role("*") })).toEqual([
    "Write the subject out as far as it is known, with StringEquals.",
  ]);
});

it("a policy by name on the connector's role, which is made elsewhere, is the connector's", async () => {
  const policy = (role: string, action: string) => `resource "aws_iam_role_policy" "more" {
  name = "more"
  role = "${role}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }]
  })
}`;
  const wide = await findings(
    privilegeEscalation,
    policy("apono-connector-role-1a2b3c4d", "iam:*"),
  );
  expect(wide.length).toBeGreaterThan(0);
  expect(wide.every((each) => each.startsWith("error main.tf:"))).toBe(true);
  const more = policy("apono-connector-role-1a2b3c4d", "iam:*");
  expect((await findings(wildcardBeyondSets, more)).length).toBeGreaterThan(0);
  expect(await findings(privilegeEscalation, policy("deploy", "iam:*"))).toEqual([]);
  expect(
    await findings(
      privilegeEscalation,
      policy("apono-connector-role-1a2b3c4d", "ec2:DescribeTags"),
    ),
  ).toEqual([]);
});
