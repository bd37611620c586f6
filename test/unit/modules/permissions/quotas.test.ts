import { coversArn } from "../../../../cli/iam/wildcards";
import { nameOf } from "../../../../modules/naming";
import {
  BASE_SET_NAMES,
  PERMISSION_SET_NAMES,
  QUOTAS,
  type Statement,
  assertInlineSize,
  boundaryGuardrails,
  guardrails,
  inlineSize,
  permissionSet,
  policyDocument,
} from "../../../../modules/permissions";

/** As IAM counts: every character but white space. */
const iamSize = (statements: readonly Statement[], partition: string) =>
  JSON.stringify(policyDocument(statements, partition), null, 2).replace(/\s/g, "").length;

/** Guardrails of two longest roles, three protected ones and the longest boundary. */
const longestRole = `arn:aws-us-gov:iam::123456789012:role/${"r".repeat(64)}`;

const longestPolicy = `arn:aws-us-gov:iam::123456789012:policy/${"p".repeat(511 + 128)}`;
const mostGuardrails = [
  ...guardrails(Array<string>(5).fill(longestRole)),
  ...boundaryGuardrails(longestPolicy),
];

describe("inline policies", () => {
  it("stay under IAM's quota, corrections and the longest guardrails included", () => {
    const policies = PERMISSION_SET_NAMES.flatMap((name) => {
      const { statements } = permissionSet(name);
      return statements === undefined ? [] : [statements];
    });
    const total = [...policies, mostGuardrails].reduce(
      (sum, statements) => sum + iamSize(statements, "aws-us-gov"),
      0,
    );
    expect(QUOTAS.roleInlinePolicies).toBe(10_240);
    expect(total).toBeLessThan(10_240);
    expect(inlineSize(PERMISSION_SET_NAMES)).toBe(total);
    expect(assertInlineSize).not.toThrow();
  });

  it("count only what is chosen", () => {
    const nothing = iamSize(mostGuardrails, "aws-us-gov");
    expect(inlineSize([])).toBe(nothing);
    expect(inlineSize(["security-audit"])).toBe(nothing);
    expect(inlineSize(BASE_SET_NAMES)).toBeLessThan(inlineSize(PERMISSION_SET_NAMES));
  });

  it("are refused at synth when they exceed it", () => {
    const extra: Statement[] = [
      { Effect: "Allow", Action: ["s3:GetObject"], Resource: ["x".repeat(10_240)] },
    ];
    const size = inlineSize(PERMISSION_SET_NAMES, extra);
    expect(() => assertInlineSize(extra)).toThrow(
      new Error(
        `The permission sets add up to ${size} characters of inline policy, over IAM's quota of 10240 for a role. ` +
          "Shorten or merge statements in modules/permissions, or move a set to a managed policy.",
      ),
    );
  });

  it("may fill the quota to the last character", () => {
    const extra = (length: number): Statement[] => [
      { Effect: "Allow", Action: [], Resource: ["x".repeat(length)] },
    ];
    const room = 10_240 - inlineSize(PERMISSION_SET_NAMES, extra(0));
    expect(() => assertInlineSize(extra(room))).not.toThrow();
    expect(() => assertInlineSize(extra(room + 1))).toThrow(/10241 characters/);
  });
});

describe("guardrails", () => {
  const [deny, ...more] = guardrails(["arn:one", "arn:two"]);

  it("deny one thing, on the given roles and on those that the modules name", () => {
    expect(more).toEqual([]);
    expect(deny).toMatchObject({
      Effect: "Deny",
      Resource: [
        "arn:one",
        "arn:two",
        "arn:{partition}:iam::*:role/apono-connector-role-*",
        "arn:{partition}:iam::*:role/apono-connector-execution-role-*",
        "arn:{partition}:iam::*:role/apono-management-role-*",
        "arn:{partition}:iam::*:role/apono-member-role-*",
      ],
    });
    expect(deny).not.toHaveProperty("Condition");
  });

  it("cover every action of iam-access that changes a role", () => {
    const reading = /^iam:(Get|List)/;
    // They act on another kind of resource, or hand a role on without changing it.
    const notOnRoles = [
      "iam:AddRoleToInstanceProfile",
      "iam:CreateServiceLinkedRole",
      "iam:PassRole",
    ];
    const changes = permissionSet("iam-access")
      .statements!.flatMap(({ Action }) => Action)
      .filter((action) => /Role/.test(action) && !reading.test(action))
      .filter((action) => !notOnRoles.includes(action));
    expect(changes.length).toBeGreaterThan(10);
    expect(deny!.Action).toEqual(
      expect.arrayContaining([...changes, "iam:UpdateAssumeRolePolicy"]),
    );
  });

  it("know the names that the modules give", () => {
    const { Resource } = deny!;
    for (const name of [
      nameOf("connectorRole", "x"),
      nameOf("executionRole", "x"),
      nameOf("managementRole", "x"),
      nameOf("memberRole", "x"),
    ]) {
      const arn = `arn:{partition}:iam::*:role/${name}`;
      expect(Resource.filter((pattern) => coversArn(pattern, arn))).toHaveLength(1);
    }
  });
});
