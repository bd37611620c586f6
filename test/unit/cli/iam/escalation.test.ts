import { actionInfo } from "../../../../cli/iam/actions";
import { ESCALATION_PATHS, escalationPathsIn } from "../../../../cli/iam/escalation";
import type { PolicyStatement } from "../../../../cli/iam/statement";

const allow = (
  Action: PolicyStatement["Action"],
  Resource: PolicyStatement["Resource"] = "*",
  more: Partial<PolicyStatement> = {},
): PolicyStatement => ({ Effect: "Allow", Action, Resource, ...more });
const deny = (
  Action: PolicyStatement["Action"],
  Resource: PolicyStatement["Resource"] = "*",
  more: Partial<PolicyStatement> = {},
): PolicyStatement => ({ ...allow(Action, Resource, more), Effect: "Deny" });

const ROLES = "arn:aws:iam::*:role/*";
const OWN = "arn:aws:iam::111122223333:role/own";
const OWN_ROLES = { ownRoleArns: [OWN] };

/** Ids and states of what is found. */
const found = async (
  statements: readonly PolicyStatement[],
  options?: Parameters<typeof escalationPathsIn>[1],
) =>
  Object.fromEntries(
    (await escalationPathsIn(statements, options)).map(({ path, state }) => [path.id, state]),
  );

describe("the known paths", () => {
  it("have ids of their own, a text and a source", () => {
    const ids = ESCALATION_PATHS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(65);
    for (const { id, title, how, source } of ESCALATION_PATHS) {
      expect({ id, title, how, source }).toEqual({
        id: expect.stringMatching(/^[a-z0-9-]+$/),
        title: expect.stringMatching(/^[A-Z].*[^.]$/),
        how: expect.stringMatching(/^[A-Z].*\.$/),
        source: expect.stringMatching(
          /^https:\/\/(pathfinding\.cloud|rhinosecuritylabs\.com|docs\.aws\.amazon\.com)\//,
        ),
      });
    }
  });

  it("need actions that AWS has", async () => {
    const actions = [...new Set(ESCALATION_PATHS.flatMap(({ needs }) => needs.flat()))];
    const unknown = await Promise.all(
      actions.map(async (action) => ((await actionInfo(action))?.name === action ? [] : [action])),
    );
    expect(unknown.flat()).toEqual([]);
  });

  it("are each open to whoever may do everything, and closed by nothing", async () => {
    const all = await escalationPathsIn([allow("*")]);
    expect(all.map(({ path }) => path.id)).toEqual(ESCALATION_PATHS.map(({ id }) => id));
    expect(all.filter(({ state, deniedBy }) => state !== "open" || deniedBy.length > 0)).toEqual(
      [],
    );
  });

  it.each(ESCALATION_PATHS.map((path) => [path.id, path] as const))(
    "%s needs all that it says",
    async (id, { needs }) => {
      const first = needs.map(([action]) => action!);
      expect(await found([allow(first)])).toHaveProperty([id], "open");
      for (const missing of first) {
        const rest = first.filter((action) => action !== missing);
        expect(await found([allow(rest)])).not.toHaveProperty([id]);
      }
    },
  );
});

it("finds nothing in what only reads", async () => {
  expect(await found([allow(["ec2:Describe*", "iam:Get*", "iam:List*", "s3:GetObject"])])).toEqual(
    {},
  );
});

it("tells by which statements, on what and under which conditions", async () => {
  const condition = { StringEquals: { "aws:ResourceTag/read": "true" } };
  const secrets = "arn:aws:secretsmanager:*:*:secret:*";
  const [path] = await escalationPathsIn([
    allow("ec2:DescribeTags"),
    allow("SecretsManager:getsecretvalue", [secrets, "arn:aws:s3:::x"], { Condition: condition }),
  ]);
  expect(path).toMatchObject({
    path: { id: "secrets" },
    state: "open",
    conditional: true,
    deniedBy: [],
  });
  expect(path!.allowedBy).toEqual([
    {
      action: "secretsmanager:GetSecretValue",
      statement: 1,
      resources: [secrets],
      condition,
      isCertain: false,
    },
  ]);
});

it("is not conditional where the same is allowed without a condition too", async () => {
  const condition = { StringEquals: { "aws:SourceVpc": "vpc-1" } };
  const paths = await escalationPathsIn([
    allow("iam:CreateAccessKey", "*", { Condition: condition }),
    allow("iam:Create*"),
  ]);
  expect(paths.find(({ path }) => path.id === "user-access-key")?.conditional).toBe(false);
});

it("puts together what several statements allow", async () => {
  const paths = await found([allow("iam:PassRole", ROLES), allow("lambda:CreateFunction")]);
  expect(paths).toEqual({ "pass-role-lambda": "open" });
});

describe("the own role", () => {
  const change = allow("iam:PutRolePolicy", ROLES);

  it("can be changed where nothing denies it", async () => {
    expect(await found([change], OWN_ROLES)).toEqual({ "own-role-inline-policy": "open" });
  });

  it("is closed by a denial on it, while other roles stay open but for it", async () => {
    const paths = await escalationPathsIn(
      [change, allow("sts:AssumeRole", ROLES), deny("iam:*Role*", OWN)],
      OWN_ROLES,
    );
    const states = Object.fromEntries(paths.map(({ path, state }) => [path.id, state]));
    expect(states).toEqual({
      "own-role-inline-policy": "closed",
      "other-role-inline-policy": "narrowed",
      "assume-any-role": "open",
    });
    expect(paths[0]!.deniedBy).toMatchObject([
      { action: "iam:PutRolePolicy", statement: 2, resources: [OWN], isCertain: true },
    ]);
  });

  it("is not closed under a condition", async () => {
    const condition = { StringEquals: { "aws:SourceVpc": "vpc-1" } };
    const guard = deny("iam:PutRolePolicy", OWN, { Condition: condition });
    expect(await found([change, guard], OWN_ROLES)).toEqual({
      "own-role-inline-policy": "narrowed",
    });
  });

  it("is out of reach where only others are allowed", async () => {
    const others = allow("iam:PutRolePolicy", "arn:aws:iam::*:role/apono-*");
    expect(await found([others], OWN_ROLES)).toEqual({});
    expect(await found([others])).toEqual({ "own-role-inline-policy": "open" });
  });
});

describe("another role", () => {
  it("must be one that can be changed and assumed", async () => {
    const change = allow("iam:AttachRolePolicy", "arn:aws:iam::*:role/team-*");
    const assume = (role: string) => allow("sts:AssumeRole", `arn:aws:iam::*:role/${role}`);
    const path = "other-role-managed-policy";
    expect(await found([change, assume("apono-*")])).not.toHaveProperty([path]);
    expect(await found([change, assume("team-a")])).toHaveProperty([path], "open");
  });

  it.each([
    ["*", true],
    ["arn:aws:iam::*:role/*", true],
    ["arn:aws-us-gov:iam::111122223333:role/*", true],
    ["arn:aws:iam::*:role/apono-*", false],
    ["arn:aws:iam::*:user/*", false],
  ])("%s is every role: %s", async (resource, every) => {
    const paths = await found([allow("sts:AssumeRole", resource)]);
    expect("assume-any-role" in paths).toBe(every);
  });
});

describe("a denial", () => {
  it("closes a path where it covers all that is allowed", async () => {
    const user = "arn:aws:iam::*:user/*";
    expect(await found([allow("iam:CreateAccessKey", user), deny("iam:Create*")])).toEqual({
      "user-access-key": "closed",
    });
  });

  it("narrows a path where it covers a part", async () => {
    const one = "arn:aws:iam::*:user/admin";
    expect(await found([allow("iam:CreateAccessKey"), deny("iam:*", one)])).toEqual({
      "user-access-key": "narrowed",
    });
  });

  it("changes nothing for other actions or resources", async () => {
    const paths = await escalationPathsIn([
      allow("iam:CreateAccessKey", "arn:aws:iam::*:user/a"),
      deny("iam:CreateAccessKey", "arn:aws:iam::*:user/b"),
      deny("iam:DeleteUser"),
    ]);
    expect(paths).toMatchObject([{ state: "open", deniedBy: [] }]);
  });
});

describe("what is said by its opposite", () => {
  it("allows all actions but some", async () => {
    const most = { Effect: "Allow", NotAction: ["iam:*", "sts:*"], Resource: "*" } as const;
    const paths = await found([most]);
    expect(paths).toHaveProperty(["secrets"], "open");
    expect(paths).not.toHaveProperty(["user-access-key"]);
  });

  it("allows on all resources but some, and denies nothing for certain", async () => {
    const except = (Effect: "Allow" | "Deny"): PolicyStatement => ({
      Effect,
      Action: "iam:CreateAccessKey",
      NotResource: "arn:aws:iam::*:user/a",
    });
    expect(await found([except("Allow")])).toEqual({ "user-access-key": "open" });
    expect(await found([allow("iam:CreateAccessKey"), except("Deny")])).toEqual({
      "user-access-key": "open",
    });
  });
});
