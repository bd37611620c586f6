import {
  BASE_SET_NAMES,
  DEFAULT_SET_NAMES,
  PERMISSION_SET_NAMES,
  type PermissionSetName,
  permissionSet,
  policyDocument,
} from "../../../../modules/permissions";
import {
  PUBLIC_BASE_POLICIES,
  PUBLIC_MANAGED_POLICIES,
  PUBLIC_POLICIES,
  grantsOf,
  publicGrants,
} from "../../../fixtures/public-module-permissions";

const granted = (name: PermissionSetName) =>
  grantsOf(policyDocument(permissionSet(name).statements ?? [], "aws").Statement);
const policyNames = (names: readonly PermissionSetName[]) =>
  names.flatMap((name) => permissionSet(name).policyName ?? []).sort();

describe("permission sets", () => {
  it("have the public module's policies by name, none more and none less", () => {
    expect(policyNames(DEFAULT_SET_NAMES)).toEqual(Object.keys(PUBLIC_POLICIES).sort());
  });

  it.each(Object.keys(PUBLIC_POLICIES))("grant what %s grants", (policyName) => {
    const name = PERMISSION_SET_NAMES.find((set) => permissionSet(set).policyName === policyName)!;
    expect(granted(name)).toEqual(publicGrants(policyName));
    expect(granted(name).size).toBeGreaterThan(0);
  });

  it("are five without permissions", () => {
    expect(BASE_SET_NAMES).toHaveLength(5);
    expect(policyNames(BASE_SET_NAMES)).toEqual([...PUBLIC_BASE_POLICIES].sort());
  });

  it("attach the public module's managed policies, none of them without permissions", () => {
    const managed = (names: readonly PermissionSetName[]) =>
      names.flatMap((name) => permissionSet(name).managedPolicy ?? []).sort();
    expect(managed(PERMISSION_SET_NAMES)).toEqual([...PUBLIC_MANAGED_POLICIES].sort());
    expect(managed(BASE_SET_NAMES)).toEqual([]);
  });

  it.each(PERMISSION_SET_NAMES)(
    "%s is either statements or a managed policy, and says why",
    (name) => {
      const { purpose, policyName, statements, managedPolicy } = permissionSet(name);
      expect(purpose).toMatch(/^[A-Z].*\.$/);
      expect(statements === undefined).toBe(managedPolicy !== undefined);
      expect(policyName === undefined).toBe(statements === undefined);
    },
  );

  it("leave the corrections to those who name them", () => {
    expect(PERMISSION_SET_NAMES.filter((name) => !DEFAULT_SET_NAMES.includes(name))).toEqual([
      "corrections",
    ]);
  });

  it("correct what the public module's policies lack, each action with its reason and once", () => {
    const { statements = [], reasons = [] } = permissionSet("corrections");
    const actions = statements.flatMap(({ Action }) => Action);
    expect([...actions].sort()).toEqual([
      "iam:DeleteInstanceProfile",
      "iam:DeleteLoginProfile",
      "iam:RemoveRoleFromInstanceProfile",
      "organizations:ListParents",
      "ssm:GetParameter",
    ]);
    expect(reasons.flatMap((reason) => reason.actions).sort()).toEqual([...actions].sort());
    for (const { why } of reasons) expect(why).toMatch(/^[a-z].*\.$/);
    // None of them is there already.
    const others = DEFAULT_SET_NAMES.flatMap((name) => [...granted(name)]);
    for (const grant of granted("corrections")) expect(others).not.toContain(grant);
  });

  it.each(["aws", "aws-us-gov", "aws-cn"])("name the partition %s in every ARN", (partition) => {
    const statements = PERMISSION_SET_NAMES.flatMap((name) => permissionSet(name).statements ?? []);
    for (const resource of policyDocument(statements, partition).Statement.flatMap(
      ({ Resource }) => Resource,
    )) {
      expect(resource === "*" || resource.startsWith(`arn:${partition}:`)).toBe(true);
    }
  });
});
