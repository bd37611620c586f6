import { expandAction } from "../../../../../cli/iam/actions";
import { type ReportOptions } from "../../../../../cli/permissions/report/build-report";
import {
  BASE_SET_NAMES,
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  DEFAULT_SET_NAMES,
} from "../../../../../modules/permissions";
import { buildModule } from "../../../../../modules";
import {
  report,
  role,
  setsOf,
  rowsOf,
  granted,
  shown,
  byDefault,
} from "../../../../support/permission-report";

describe("what is shown", () => {
  it.each([
    ["ecs-connector", "connector", DEFAULT_SET_NAMES],
    ["eks-connector", "connector", DEFAULT_SET_NAMES],
    ["org-delegation", "management", byDefault(MANAGEMENT_SET_NAMES)],
    ["org-delegation", "member", byDefault(MEMBER_SET_NAMES)],
  ] as const)(
    "of %s's %s role is every action of every set, and no other",
    async (module, id, sets) => {
      const shownRole = role(await report({ module }), id);
      expect(setsOf(shownRole)).toEqual(sets);
      expect(shown(shownRole)).toEqual(granted(sets));
    },
  );

  it("is only the sets that were chosen", async () => {
    const permissionSets = ["ec2-read", "security-audit"] as const;
    const chosen = await report({ permissionSets });
    expect(chosen.permissionSets).toEqual(permissionSets);
    expect(shown(role(chosen, "connector"))).toEqual(granted(permissionSets));
  });

  it("is without permissions what the connector needs to work", async () => {
    const without = await report({ withPermissions: false });
    expect(setsOf(role(without, "connector"))).toEqual(BASE_SET_NAMES);
    expect(role(without, "connector").policies.filter(({ base }) => !base)).toEqual([]);
    expect(without.counts.managedPolicies).toBe(1); // the execution policy
  });

  it("is each role of a module", async () => {
    const ids = async (module: ReportOptions["module"]) =>
      (await report({ module })).roles.map(({ id }) => id);
    expect(await ids("ecs-connector")).toEqual(["connector", "execution"]);
    expect(await ids("eks-connector")).toEqual(["connector"]);
    expect(await ids("org-delegation")).toEqual(["management", "member"]);
  });

  it("names what is there under a setting only", async () => {
    const { roles } = await report();
    const whens = roles.flatMap(({ policies }) => policies.flatMap(({ when }) => when ?? []));
    expect(whens).toEqual([
      "enableExecuteCommand = true",
      "kmsKeyArn is set",
      "container.secrets is set",
      "container.secretsKmsKeyArns is set",
    ]);
  });

  it("has the policies' names that the module has", async () => {
    const files = JSON.stringify(buildModule("ecs-connector").toFiles()["main.tf.json"]);
    const names = (await report()).roles.flatMap(({ policies }) =>
      policies.map(({ name }) => name),
    );
    expect(names.filter((name) => !files.includes(name))).toEqual([]);
  });
});

describe("a row", () => {
  it("tells what an action does, on what and under which condition", async () => {
    const rows = rowsOf(role(await report(), "connector"));
    expect(rows.find(({ action }) => action === "secretsmanager:GetSecretValue")).toEqual({
      id: "connector.tagged-secrets.secretsmanager-GetSecretValue",
      effect: "Allow",
      service: "secretsmanager",
      serviceName: "AWS Secrets Manager",
      action: "secretsmanager:GetSecretValue",
      wildcard: false,
      actions: [
        {
          name: "secretsmanager:GetSecretValue",
          accessLevel: "Read",
          description: expect.stringContaining("decrypt"),
        },
      ],
      accessLevels: ["Read"],
      scope: "tagged",
      resources: ["arn:aws:secretsmanager:*:*:secret:*"],
      conditions: [
        {
          operator: "StringEquals",
          key: "aws:ResourceTag/apono-connector-read",
          values: ["true"],
        },
      ],
      escalation: ["secrets"],
    });
  });

  it.each([
    ["ec2:DescribeInstances", "all"],
    ["kms:Decrypt", "tagged"],
    ["sts:AssumeRole", "named"],
    ["s3:GetObject", "named"],
    ["rds-db:connect", "named"],
    ["iam:CreateUser", "kind"],
    ["s3:ListAllMyBuckets", "kind"],
    ["sso:CreateAccountAssignment", "kind"],
  ])("of %s reaches %s", async (action, scope) => {
    const rows = rowsOf(role(await report(), "connector"));
    expect(rows.find((row) => row.action === action)?.scope).toBe(scope);
  });

  it("shows of a statement's resources those that the action works on", async () => {
    const rows = rowsOf(role(await report(), "connector"));
    expect(rows.find(({ action }) => action === "iam:CreateUser")?.resources).toEqual([
      "arn:aws:iam::*:user/*",
    ]);
  });

  it("writes a wildcard out", async () => {
    const rows = rowsOf(role(await report(), "connector"));
    const wildcard = rows.find(({ action }) => action === "identitystore:*")!;
    expect(wildcard.actions.map(({ name }) => name)).toEqual(await expandAction("identitystore:*"));
    expect(wildcard).toMatchObject({ wildcard: true, accessLevels: ["List", "Read", "Write"] });
  });

  it("has an id of its own", async () => {
    for (const module of ["ecs-connector", "eks-connector", "org-delegation"] as const) {
      const ids = (await report({ module })).roles.flatMap(rowsOf).map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe("the figures", () => {
  it("are those of the rows", async () => {
    const full = await report();
    const allowed = full.roles.flatMap(rowsOf).filter(({ effect }) => effect === "Allow");
    const actions = new Map(
      allowed.flatMap((row) => row.actions).map((action) => [action.name, action.accessLevel]),
    );
    expect(full.counts).toMatchObject({
      grants: allowed.length,
      actions: actions.size,
      services: new Set(allowed.map(({ service }) => service)).size,
      wildcardActions: allowed.filter(({ action }) => action.includes("*")).length,
      conditional: allowed.filter(({ conditions }) => conditions.length > 0).length,
      managedPolicies: 4,
      denials: 13,
    });
    for (const [level, count] of Object.entries(full.counts.byAccessLevel)) {
      expect([...actions.values()].filter((each) => each === level)).toHaveLength(count);
    }
  });

  it("leave AWS managed policies out, and link to what they allow today", async () => {
    const full = await report({ permissionSets: ["security-audit"] });
    const audit = role(full, "connector").policies.find(({ id }) => id === "security-audit")!;
    expect(audit).toMatchObject({
      rows: [],
      managedPolicy: {
        name: "SecurityAudit",
        arn: "arn:aws:iam::aws:policy/SecurityAudit",
        url: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/SecurityAudit.html",
      },
    });
  });
});
