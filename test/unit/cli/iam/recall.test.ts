import { ESCALATION_PATHS, escalationPathsIn } from "../../../../cli/iam/escalation";
import { PUBLIC_LISTS } from "../../../../cli/iam/public-lists";
import type { PolicyStatement } from "../../../../cli/iam/statement";

const allow = (Action: PolicyStatement["Action"], more: Partial<PolicyStatement> = {}) =>
  ({ Effect: "Allow", Action, Resource: "*", ...more }) as const;

/** What is open of what some statements allow. */
const open = async (...statements: PolicyStatement[]) =>
  (await escalationPathsIn(statements)).filter(({ state }) => state === "open");

describe.each(PUBLIC_LISTS)("$name", ({ name, paths, date, source }) => {
  it("is found and named, each path when exactly what it needs is allowed", async () => {
    const missed = await Promise.all(
      paths.map(async ({ id, path, needs }) => {
        const found = await open(allow(needs));
        return found.some((each) => each.path.id === path && each.publicIds.includes(id))
          ? []
          : [id];
      }),
    );
    const lost = missed.flat();
    process.stdout.write(
      `${name} of ${date}: ${paths.length - lost.length} of ${paths.length} paths found\n`,
    );
    expect(lost).toEqual([]);
  });

  it("is not named where an action of the path is missing", async () => {
    for (const { id, needs } of paths) {
      for (const missing of needs) {
        const rest = needs.filter((action) => action !== missing);
        const found = await open(allow([...rest, "ec2:DescribeTags"]));
        expect(found.flatMap(({ publicIds }) => publicIds)).not.toContain(id);
      }
    }
  });

  it("has a source, a day, ids of its own and paths of this project", () => {
    expect(source).toMatch(/^https:\/\/github\.com\//);
    expect(date).toMatch(/^20\d\d-\d\d-\d\d$/);
    expect(new Set(paths.map(({ id }) => id)).size).toBe(paths.length);
    const known = ESCALATION_PATHS.map(({ id }) => id);
    expect(paths.filter(({ path }) => !known.includes(path))).toEqual([]);
  });
});

it("knows as many paths as the lists had on their days", () => {
  expect(PUBLIC_LISTS.map(({ paths }) => paths.length)).toEqual([65, 31]);
});

const LATER_THAN_2020 = { DateGreaterThan: { "aws:TokenIssueTime": "2020-01-01T00:00:01Z" } };
const BEFORE_2020 = { DateLessThan: { "aws:TokenIssueTime": "2020-01-01T00:00:01Z" } };

describe("the cases by which iam-vulnerable tests tools", () => {
  it.each([
    [
      "two policies of one role",
      [allow("ec2:RunInstances"), allow("iam:PassRole")],
      "pass-role-ec2",
    ],
    [
      "a resource that can be changed",
      [allow("iam:CreatePolicyVersion", { Resource: "arn:aws:iam::*:policy/team-*" })],
      "policy-version",
    ],
    [
      "a condition that is met",
      [allow("iam:CreatePolicyVersion", { Condition: LATER_THAN_2020 })],
      "policy-version",
    ],
    [
      "NotAction",
      [{ Effect: "Allow", NotAction: ["iam:Update*", "iam:Create*"], Resource: "*" } as const],
      "existing-ssm",
    ],
  ])("find %s", async (_case, statements, id) => {
    expect((await open(...statements)).map(({ path }) => path.id)).toContain(id);
  });

  const deny = (Action: string): PolicyStatement => ({ Effect: "Deny", Action, Resource: "*" });

  it.each([
    ["allowed and denied in one policy", [allow("iam:*"), deny("iam:*")]],
    ["allowed and denied in two policies", [allow("*"), deny("*")]],
    ["denied only", [deny("iam:*")]],
    [
      "a policy of AWS, which nobody else changes",
      [allow("iam:CreatePolicyVersion", { Resource: "arn:aws:iam::aws:policy/team-*" })],
    ],
    [
      "a condition that is never met",
      [allow("iam:CreatePolicyVersion", { Condition: BEFORE_2020 })],
    ],
  ])("don't take for open what is not: %s", async (_case, statements) => {
    expect(await open(...statements)).toEqual([]);
  });
});

describe("a condition on an allowance", () => {
  const passing = (Condition: PolicyStatement["Condition"]) =>
    open(
      allow("iam:PassRole", { Condition }),
      allow(["lambda:CreateFunction", "ec2:RunInstances"]),
    );
  const ids = async (Condition: PolicyStatement["Condition"]) =>
    (await passing(Condition)).map(({ path, conditional }) => [path.id, conditional]);

  it("leaves the services that a role may be passed to", async () => {
    expect(await ids({ StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" } })).toEqual([
      ["pass-role-ec2", false],
    ]);
    expect(await ids({ StringLike: { "iam:PassedToService": ["lambda.*"] } })).toEqual([
      ["pass-role-lambda", false],
    ]);
    expect(await ids({ StringEquals: { "iam:PassedToService": "ec2.amazonaws.com.cn" } })).toEqual([
      ["pass-role-ec2", false],
    ]);
    expect(
      await ids({ StringNotEquals: { "iam:PassedToService": "lambda.amazonaws.com" } }),
    ).toEqual([["pass-role-ec2", false]]);
  });

  it("closes what it bounds", async () => {
    const bounded = { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::1:policy/b" } };
    const actions = ["iam:CreateRole", "iam:PutRolePolicy"];
    expect(await open(allow(actions, { Condition: bounded }))).toEqual([]);
    expect(
      await open(allow("iam:DeleteRolePermissionsBoundary", { Condition: bounded })),
    ).toHaveLength(2);
  });

  it("closes attaching where no policy of an administrator can be attached", async () => {
    const only = (policy: string) =>
      open(allow("iam:AttachUserPolicy", { Condition: { ArnLike: { "iam:PolicyARN": policy } } }));
    expect(await only("arn:aws:iam::aws:policy/ReadOnlyAccess")).toEqual([]);
    expect(await only("arn:aws:iam::aws:policy/*")).toHaveLength(1);
    expect(await only("arn:aws-us-gov:iam::aws:policy/AdministratorAccess")).toHaveLength(1);
  });

  it("closes what asks for a second factor, which no role of a task or a pod has", async () => {
    const withMfa = (operator: string) =>
      open(
        allow("iam:CreateAccessKey", {
          Condition: { [operator]: { "aws:MultiFactorAuthPresent": "true" } },
        }),
      );
    expect(await withMfa("Bool")).toEqual([]);
    expect(await withMfa("BoolIfExists")).toHaveLength(1);
  });
});

describe("a condition on a denial", () => {
  const states = async (Condition: PolicyStatement["Condition"]) =>
    Object.fromEntries(
      (
        await escalationPathsIn([
          allow(["iam:CreateRole", "iam:PutRolePolicy", "sts:AssumeRole"]),
          {
            Effect: "Deny",
            Action: ["iam:CreateRole", "iam:PutRolePolicy"],
            Resource: "*",
            Condition,
          },
        ])
      ).map(({ path, state }) => [path.id, state]),
    );

  it("closes the ways to what does not carry the boundary that it names", async () => {
    expect(
      await states({ StringNotEquals: { "iam:PermissionsBoundary": "arn:aws:iam::1:policy/b" } }),
    ).toEqual({
      "own-role-inline-policy": "closed",
      "other-role-inline-policy": "closed",
      "new-role": "closed",
      "assume-any-role": "open",
    });
  });

  it("narrows what it can't know", async () => {
    expect(await states({ StringEquals: { "aws:SourceVpc": "vpc-1" } })).toMatchObject({
      "other-role-inline-policy": "narrowed",
      "new-role": "narrowed",
    });
  });
});
