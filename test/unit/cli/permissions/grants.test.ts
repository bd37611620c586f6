import { moduleFiles } from "../../../../cli/registry/build/module-files";
import { grantsOf } from "../../../../cli/permissions/grants";
import {
  BASE_SET_NAMES,
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  PERMISSION_SETS,
  PERMISSION_SET_NAMES,
  permissionSet,
  policyDocument,
} from "../../../../modules/permissions";

describe.each(["ecs-connector", "eks-connector"] as const)("what %s grants", (name) => {
  const grants = grantsOf(moduleFiles(name));
  const at = (where: string) => grants.filter((grant) => grant.where === where);

  it.each(PERMISSION_SET_NAMES)("is read in full for %s", (set) => {
    const { statements = [], managedPolicy } = permissionSet(set);
    const expected = managedPolicy
      ? [`managed policy ${managedPolicy} *`]
      : policyDocument(statements, "aws").Statement.flatMap(({ Action, Resource }) =>
          Action.flatMap((action) => Resource.map((on) => `${action} ${on}`)),
        );
    const found = [...at(`inline_policies.${set}`), ...at(`managed_policies.${set}`)];
    expect(found.map(({ action, resource }) => `${action} ${resource}`).sort()).toEqual(
      [...new Set(expected)].sort(),
    );
    expect(found.every(({ effect }) => effect === "Allow")).toBe(true);
  });

  it("has conditions where the statements have them", () => {
    const [first] = PERMISSION_SETS["tagged-secrets"].statements;
    expect(at("inline_policies.tagged-secrets").map(({ condition }) => condition)).toEqual(
      first.Action.map(() => JSON.stringify(first.Condition)),
    );
  });

  it("has what the connector gets without permissions", () => {
    expect(at("withPermissions = false").map(({ action }) => action)).toEqual(
      BASE_SET_NAMES.map((set) => `permission set ${set}`).sort(),
    );
  });

  it("has the guardrails, which are written in Terraform's syntax", () => {
    const guardrails = at("aws_iam_role_policy.guardrails");
    expect(new Set(guardrails.map(({ effect }) => effect))).toEqual(new Set(["Deny"]));
    expect(guardrails.map(({ action }) => action)).toContain("iam:PutRolePolicy");
    for (const { resource } of guardrails) {
      expect(resource).toMatch(
        /^arn:aws:iam::(\$\{local\.account_id\}:role\/\$\{.+\}|\*:role\/apono-[a-z-]+-role-\*)$/,
      );
    }
  });

  it("takes no trust policy for a permission", () => {
    const trusting = grants.filter(({ action }) => /^sts:AssumeRoleWith/.test(action));
    expect(trusting).toEqual([]);
  });
});

describe("what org-delegation grants", () => {
  const grants = grantsOf(moduleFiles("org-delegation"));

  it.each([
    ["management", MANAGEMENT_SET_NAMES],
    ["member", MEMBER_SET_NAMES],
  ] as const)("is read in full for the %s role, CloudFormation's syntax too", (role, sets) => {
    const told = (where: string) =>
      grants
        .filter((grant) => grant.where === where)
        .map(({ effect, action, resource }) => `${effect} ${action} ${resource}`);
    for (const set of sets) {
      const { statements = [], managedPolicy } = permissionSet(set);
      const expected = statements.flatMap(({ Action, Resource }) =>
        Action.flatMap((action) =>
          Resource.map((on) => `Allow ${action} ${on.replace("{partition}", "aws")}`),
        ),
      );
      expect(told(`${role}_inline_policies.${set}`).sort()).toEqual([...new Set(expected)].sort());
      expect(told(`${role}_managed_policies.${set}`)).toEqual(
        managedPolicy ? [`Allow managed policy ${managedPolicy} *`] : [],
      );
    }
  });

  it("has the guardrails of both roles, on each of their ARNs", () => {
    for (const where of ["aws_iam_role_policy.management_guardrails", "member_template"]) {
      const denied = grants.filter((grant) => grant.where === where && grant.effect === "Deny");
      expect(denied.length).toBeGreaterThan(5);
      for (const { resource } of denied) expect(resource).toMatch(/^arn:/);
    }
  });
});

it("policies inside expressions are read in either syntax, with every resource and condition", () => {
  const policy = `\${jsonencode({ Statement = concat([{ Effect = "Allow", Action = "a:One", Resource = local.one }],
    [for k in var.keys : { "Effect" = "Deny", "Action" = ["a:Two", "a:Three"], "Resource" = ["x\${"y"}z", "w"], "Condition" = { "Bool" = { "b" = "true" } } }]) })}`;
  const body = '{"Statement": [{"Effect": "Allow", "Action": ["b:Four"], "Resource": "*"}]}';
  const main = { resource: { aws_iam_role_policy: { p: { policy } }, other: { o: { body } } } };
  const files = new Map([["main.tf.json", Buffer.from(JSON.stringify(main))]]);
  const told = grantsOf(files).map(
    ({ where, effect, action, resource, condition }) =>
      `${where} ${effect} ${action} ${resource} ${condition}`,
  );
  const denied = ["a:Three", "a:Two"].flatMap((action) =>
    ["w", 'x${"y"}z'].map(
      (on) => `aws_iam_role_policy.p Deny ${action} ${on} { "Bool" = { "b" = "true" } }`,
    ),
  );
  expect(told.sort()).toEqual(
    [
      "aws_iam_role_policy.p Allow a:One local.one ",
      "other.o.body Allow b:Four * ",
      ...denied,
    ].sort(),
  );
});
