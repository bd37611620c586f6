import { createHash } from "node:crypto";
import { expandAction } from "../../../../../cli/iam/actions";
import {
  type ReportOptions,
  buildReport,
} from "../../../../../cli/permissions/report/build-report";
import type { PermissionReport, ReportRole } from "../../../../../cli/permissions/report/report";
import {
  BASE_SET_NAMES,
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  DEFAULT_SET_NAMES,
  type PermissionSetName,
  permissionSet,
} from "../../../../../modules/permissions";
import { buildModule } from "../../../../../modules";

const made = new Map<string, Promise<PermissionReport>>();

/** The report of a choice, made once. */
function report(choice: Partial<ReportOptions> = {}): Promise<PermissionReport> {
  const key = JSON.stringify(choice);
  const known =
    made.get(key) ??
    buildReport({
      module: "ecs-connector",
      version: "1.2.3",
      partition: "aws",
      withPermissions: true,
      ...choice,
    });
  made.set(key, known);
  return known;
}

const role = ({ roles }: PermissionReport, id: string): ReportRole =>
  roles.find((each) => each.id === id)!;

const setsOf = ({ policies }: ReportRole) =>
  policies.filter(({ kind }) => kind === "permission-set").map(({ id }) => id);

const rowsOf = ({ policies }: ReportRole) => policies.flatMap(({ rows }) => rows);

/** What the sets grant, each action of each statement. */
const granted = (names: readonly PermissionSetName[]) =>
  names.flatMap((name) =>
    (permissionSet(name).statements ?? []).flatMap(({ Action }) =>
      Action.map((action) => [name, action]),
    ),
  );

const shown = ({ policies }: ReportRole) =>
  policies
    .filter(({ kind }) => kind === "permission-set")
    .flatMap(({ id, rows }) => rows.map(({ action }) => [id, action]));

/** Those of some sets that are granted without being named. */
const byDefault = (names: readonly PermissionSetName[]) =>
  names.filter((name) => DEFAULT_SET_NAMES.includes(name));

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
    expect(whens).toEqual(["enableExecuteCommand = true", "kmsKeyArn is set"]);
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

describe("escalation paths", () => {
  it("to its own role are closed by the guardrail, those to others are not", async () => {
    const connector = role(await report(), "connector");
    const states = Object.fromEntries(connector.escalation.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({
      "own-role-inline-policy": "closed",
      "own-role-managed-policy": "closed",
      "own-role-boundary": "closed",
      "trust-policy": "narrowed",
      "new-role": "narrowed",
      "user-access-key": "open",
      "eks-access-entry": "open",
    });
    expect(states).not.toHaveProperty("policy-version");
    expect(states).not.toHaveProperty("assume-any-role");
    const own = connector.escalation.find(({ id }) => id === "own-role-inline-policy")!;
    expect(own.deniedBy).toEqual(["connector.guardrails.iam-PutRolePolicy"]);
  });

  it("are marked at the rows that open them, unless closed", async () => {
    for (const { escalation, policies } of (await report()).roles) {
      const rows = policies.flatMap((policy) => policy.rows);
      for (const path of escalation) {
        const marked = rows.filter((row) => row.escalation.includes(path.id)).map(({ id }) => id);
        expect(marked).toEqual(path.state === "closed" ? [] : path.rows);
        expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...path.rows]));
      }
    }
  });

  it("go with the permission sets that open them", async () => {
    const paths = (await report()).roles[0]!.escalation;
    for (const { id, permissionSets: sets } of paths) {
      const permissionSets = DEFAULT_SET_NAMES.filter((name) => !sets.includes(name));
      const left = role(await report({ permissionSets }), "connector").escalation;
      expect(left.map((path) => path.id)).not.toContain(id);
    }
  });

  it("are but one without permissions: reading tagged secrets", async () => {
    const without = role(await report({ withPermissions: false }), "connector");
    expect(without.escalation).toMatchObject([{ id: "secrets", conditional: true }]);
  });
});

describe("what it can't do", () => {
  it("is denied by the guardrail, or granted by nothing", async () => {
    const { notAllowed, roles } = await report();
    expect(notAllowed[0]).toMatchObject({ why: "denied", role: "connector" });
    const expanded = await Promise.all(
      roles
        .flatMap(rowsOf)
        .flatMap((row) => (row.effect === "Allow" ? [row.action] : []))
        .map(expandAction),
    );
    const allowed = new Set(expanded.flat());
    const claimed = notAllowed.filter(({ why }) => why === "not-granted");
    expect(claimed.length).toBeGreaterThan(8);
    expect(claimed.flatMap(({ actions }) => actions).filter((each) => allowed.has(each))).toEqual(
      [],
    );
  });

  it("claims actions that AWS has", async () => {
    const { notAllowed } = await report();
    for (const action of notAllowed.flatMap(({ actions }) => actions)) {
      expect(await expandAction(action)).toEqual([action]);
    }
  });
});

describe("names and partitions", () => {
  it.each(["aws-us-gov", "aws-cn"])("in %s every ARN is of it", async (partition) => {
    for (const module of ["ecs-connector", "eks-connector", "org-delegation"] as const) {
      const text = JSON.stringify(await report({ module, partition }));
      const partitions = new Set([...text.matchAll(/arn:([a-z-]+):/g)].map(([, name]) => name));
      expect([...partitions]).toEqual([partition]);
    }
  });

  it("are whole where account, region and connector are given", async () => {
    const place = { account: "123456789012", region: "eu-central-1", connectorId: "apono" };
    const suffix = createHash("sha256")
      .update("123456789012/eu-central-1/apono")
      .digest("hex")
      .slice(0, 8);
    const full = await report(place);
    expect(full.roles.map(({ arn }) => arn)).toEqual([
      `arn:aws:iam::123456789012:role/apono-connector-role-${suffix}`,
      `arn:aws:iam::123456789012:role/apono-connector-execution-role-${suffix}`,
    ]);
    expect(JSON.stringify(full)).not.toMatch(/<(account|region|suffix)>/);
  });

  it("have words for what is not given", async () => {
    expect((await report()).roles[0]!.arn).toBe(
      "arn:aws:iam::<account>:role/apono-connector-role-<suffix>",
    );
  });
});

describe("who may assume a role", () => {
  it("is on ECS this account's tasks", async () => {
    expect(role(await report(), "connector").trust).toEqual([
      {
        when: null,
        principals: ["Service: ecs-tasks.amazonaws.com"],
        actions: ["sts:AssumeRole"],
        conditions: [
          { operator: "StringEquals", key: "aws:SourceAccount", values: ["<account>"] },
          {
            operator: "ArnLike",
            key: "aws:SourceArn",
            values: ["arn:aws:ecs:<region>:<account>:*"],
          },
        ],
      },
    ]);
  });

  it("is on EKS one service account, by either identity", async () => {
    const [irsa, pod] = role(await report({ module: "eks-connector" }), "connector").trust;
    expect(irsa).toMatchObject({
      when: 'identity = "irsa"',
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: [
        { values: ["system:serviceaccount:apono-connector:apono"] },
        { values: ["sts.amazonaws.com"] },
      ],
    });
    expect(pod).toMatchObject({
      when: 'identity = "pod-identity"',
      principals: ["Service: pods.eks.amazonaws.com"],
      actions: ["sts:AssumeRole", "sts:TagSession"],
      // The session tags that EKS documents, and nothing that it may not send.
      conditions: [
        {
          key: "aws:RequestTag/eks-cluster-arn",
          values: ["arn:aws:eks:<region>:<account>:cluster/<clusterName>"],
        },
        { key: "aws:RequestTag/kubernetes-namespace", values: ["apono-connector"] },
        { key: "aws:RequestTag/kubernetes-service-account", values: ["apono"] },
      ],
    });
  });

  it("is in an organization the connector's role alone", async () => {
    for (const { trust } of (await report({ module: "org-delegation" })).roles) {
      expect(trust).toHaveLength(4);
      for (const { conditions } of trust) {
        expect(conditions[0]).toMatchObject({ operator: "ArnEquals", key: "aws:PrincipalArn" });
      }
      expect(trust.flatMap(({ conditions }) => conditions.map(({ key }) => key))).toContain(
        "sts:ExternalId",
      );
    }
  });
});
