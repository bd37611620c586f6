import { MODULE_NAMES } from "../../../../modules/module-names";
import { moduleFiles } from "../../../../cli/registry/build/module-files";
import { findingsIn } from "../../../support/findings-in";
import { workspaceOf } from "../../../support/workspace";
import { RULES } from "../../../../cli/validate/rules";
import { connectorRoles } from "../../../../cli/validate/policies";
import { publicModule } from "../../../fixtures/public-module";

jest.setTimeout(60_000);

const IAM_RULES = RULES.filter(({ id }) => id.startsWith("iam-"));

/** The Terraform files of a built module, with its examples. */
const texts = (name: (typeof MODULE_NAMES)[number]) =>
  Object.fromEntries(
    [...moduleFiles(name)]
      .filter(([path]) => /\.tf(\.json)?$/.test(path))
      .map(([path, content]) => [path, content.toString("utf8")]),
  );

describe.each(MODULE_NAMES)("the module %s", (name) => {
  it("is clean, and its roles are read", async () => {
    const workspace = await workspaceOf(texts(name));
    const roles = connectorRoles(workspace);
    expect(roles.length).toBeGreaterThan(0);
    for (const { inline, trust } of roles) {
      expect(inline.length).toBeGreaterThan(14);
      expect(trust).not.toEqual([]);
    }
    expect(await findingsIn(workspace, IAM_RULES)).toEqual([]);
  });

  it("is not without its guardrails", async () => {
    const files = texts(name);
    const main = JSON.parse(files["main.tf.json"]!) as {
      resource: { aws_iam_role_policy: Record<string, unknown> };
    };
    const policies = main.resource.aws_iam_role_policy;
    const kept = Object.entries(policies).filter(([key]) => !key.endsWith("guardrails"));
    expect(kept).toHaveLength(Object.keys(policies).length - 1);
    main.resource.aws_iam_role_policy = Object.fromEntries(kept);
    const open = JSON.stringify(main);
    const found = await findingsIn(
      await workspaceOf({ ...files, "main.tf.json": open }),
      IAM_RULES,
    );
    expect(found.map(({ rule }) => rule)).toContain("iam-privilege-escalation");
  });
});

it("finds in the public module that its trust is for any account, and no more", async () => {
  const root = publicModule({
    suffix: "a",
    withPermissions: true,
    subnetIds: ["subnet-1"],
    vpcId: "vpc-1",
    token: "a-token",
  });
  const found = await findingsIn(
    await workspaceOf({ "main.tf.json": JSON.stringify(root) }),
    IAM_RULES,
  );
  expect(found.map(({ severity, rule, message }) => `${severity} ${rule} ${message}`)).toEqual([
    'warning iam-trust-too-wide The trust policy of aws_iam_role.IAMRole, statement "1" trusts ecs-tasks.amazonaws.com for every account.',
  ]);
});
