import {
  ACCESS_LEVELS,
  actionInfo,
  dataVersion,
  expandAction,
  resourceTypesOf,
  serviceExists,
  serviceName,
  similarActions,
} from "../../../../cli/iam/actions";
import { conditionKeyInfo } from "../../../../cli/iam/condition-keys";
import { PERMISSION_SETS, type PermissionSet } from "../../../../modules/permissions";

describe("an action", () => {
  it("is known in any case, and told as AWS writes it", async () => {
    expect(await actionInfo("EC2:describeinstances")).toMatchObject({
      service: "ec2",
      serviceName: "Amazon EC2",
      name: "ec2:DescribeInstances",
      accessLevel: "List",
      description: expect.stringContaining("describe"),
      resourceTypes: [],
    });
  });

  it.each([
    ["iam:GetRole", "Read"],
    ["iam:CreateRole", "Write"],
    ["iam:TagRole", "Tagging"],
    ["iam:PutRolePolicy", "Permissions management"],
    ["rds-db:connect", "Permissions management"],
    ["sso-directory:SearchUsers", "Read"],
    ["identitystore:ListUsers", "List"],
  ])("%s has the access level %s", async (action, accessLevel) => {
    expect((await actionInfo(action))?.accessLevel).toBe(accessLevel);
    expect(ACCESS_LEVELS).toContain(accessLevel);
  });

  it.each([
    "ec2:Nothing",
    "nothing:GetRole",
    "GetRole",
    "*",
    "iam:*",
    "",
    "iam:constructor",
    "constructor:GetRole",
  ])("%p is none", async (action) => {
    expect(await actionInfo(action)).toBeUndefined();
  });

  it("is there for all that the permission sets grant", async () => {
    const sets: PermissionSet[] = Object.values(PERMISSION_SETS);
    const actions = sets.flatMap((set) => set.statements ?? []).flatMap(({ Action }) => Action);
    const empty = await Promise.all(
      actions.map(async (action) => ((await expandAction(action)).length === 0 ? [action] : [])),
    );
    expect(actions.length).toBeGreaterThan(100);
    expect(empty.flat()).toEqual([]);
  });
});

describe("a pattern of actions", () => {
  it("becomes the actions that fall under it", async () => {
    expect(await expandAction("SSM:getparameters*")).toEqual([
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
    ]);
    expect(await expandAction("iam:GetRole")).toEqual(["iam:GetRole"]);
    expect(await expandAction("iam:Nothing*")).toEqual([]);
    expect(await expandAction("nothing:*")).toEqual([]);
  });

  it("may be all of a service, or of all services", async () => {
    const iam = await expandAction("iam:*");
    expect(iam).toEqual(expect.arrayContaining(["iam:PassRole", "iam:CreateUser"]));
    expect(iam.every((action) => action.startsWith("iam:"))).toBe(true);
    const all = await expandAction("*");
    expect(all).toEqual(expect.arrayContaining([...iam, "rds-db:connect"]));
    expect(new Set(all).size).toBe(all.length);
  });
});

it("knows services", async () => {
  expect([await serviceExists("IAM"), await serviceExists("iams")]).toEqual([true, false]);
  expect([await serviceName("sts"), await serviceName("stss")]).toEqual([
    "AWS Security Token Service",
    undefined,
  ]);
});

it.each([
  ["ec2:DescribeInstance", "ec2:DescribeInstances"],
  ["iams:GetRole", "iam:GetRole"],
  ["identity-center:CreateAccountAssignment", "sso:CreateAccountAssignment"],
])("for %s it proposes %s first", async (unknown, meant) => {
  expect((await similarActions(unknown))[0]).toBe(meant);
});

it("proposes nothing for what is like nothing", async () => {
  expect(await similarActions("nonsense:Gibberish")).toEqual([]);
  expect((await similarActions("ec2:Describe")).length).toBeLessThanOrEqual(3);
});

it("has the kinds of resource of an action", async () => {
  expect(await resourceTypesOf("iam:GetRole")).toEqual([
    {
      name: "role",
      required: true,
      arn: "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}",
      conditionKeys: expect.arrayContaining(["aws:ResourceTag/${TagKey}"]),
    },
  ]);
  expect(await resourceTypesOf("tag:GetResources")).toEqual([]);
  expect(await resourceTypesOf("nothing:GetRole")).toEqual([]);
});

it.each([
  ["aws:ResourceTag/team", "kms:Decrypt", "tag", true],
  ["aws:ResourceTag/team", "tag:GetResources", "tag", false],
  ["aws:PrincipalTag/team", "tag:GetResources", "tag", true],
  ["aws:SourceAccount", "sts:AssumeRole", "global", true],
  ["AWS:sourceaccount", "sts:AssumeRole", "global", true],
  ["iam:PassedToService", "iam:PassRole", "service", true],
  ["iam:PassedToService", "iam:GetRole", "service", false],
  ["kms:EncryptionContext:app", "kms:Decrypt", "service", true],
  ["aws:SourceAcount", "sts:AssumeRole", "unknown", false],
  ["iam:Nothing", "iam:GetRole", "unknown", false],
  ["nothing", "iam:GetRole", "unknown", false],
])("the key %s of %s is %s, and met: %s", async (key, action, kind, forAction) => {
  expect(await conditionKeyInfo(key, action)).toMatchObject({ kind, forAction });
});

it("says which copy of AWS's reference it is", async () => {
  const { version, updated } = await dataVersion();
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(updated).toMatch(/^20\d\d-\d\d-\d\d$/);
});
