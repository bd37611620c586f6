import { actionInfo, expandAction } from "../../../../cli/iam/actions";
import { ESCALATION_PATHS } from "../../../../cli/iam/escalation";
import { coversAction } from "../../../../cli/iam/wildcards";
import {
  DEFAULT_SET_NAMES,
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  PERMISSION_SET_NAMES,
  type PermissionSetName,
  type Statement,
  boundaryGuardrails,
  guardrails,
  permissionSet,
  policyDocument,
} from "../../../../modules/permissions";
import { type Policy, allows } from "../../../support/policies";

/**
 * What the policies come to, asked by an evaluator that evaluates conditions: every action of every escalation path, on
 * every kind of thing that there is in an account, with and without the boundary, with and without the tags.
 */

const ACCOUNT = "123456789012";
const OWN = `arn:aws:iam::${ACCOUNT}:role/apono-connector-role-1a2b3c4d`;
const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/apono-boundary`;
const OTHER_POLICY = `arn:aws:iam::${ACCOUNT}:policy/other`;

/** One of each kind that the paths are about: own, Apono's and others'. */
const WORLD = [
  OWN,
  `arn:aws:iam::${ACCOUNT}:role/apono-new`,
  `arn:aws:iam::${ACCOUNT}:role/admin`,
  `arn:aws:iam::${ACCOUNT}:user/apono-new`,
  `arn:aws:iam::${ACCOUNT}:user/admin`,
  `arn:aws:iam::${ACCOUNT}:group/admins`,
  `arn:aws:iam::${ACCOUNT}:instance-profile/admin`,
  `arn:aws:iam::${ACCOUNT}:saml-provider/sso`,
  `arn:aws:iam::${ACCOUNT}:root`,
  BOUNDARY,
  OTHER_POLICY,
  "arn:aws:sso:::instance/ssoins-1",
  "arn:aws:sso:::permissionSet/ssoins-1/ps-1",
  `arn:aws:sso:::account/${ACCOUNT}`,
  `arn:aws:identitystore::${ACCOUNT}:identitystore/d-1`,
  "arn:aws:identitystore:::user/u-1",
  "arn:aws:identitystore:::group/g-1",
  `arn:aws:eks:eu-central-1:${ACCOUNT}:cluster/prod`,
  `arn:aws:eks:eu-central-1:${ACCOUNT}:access-entry/prod/role/${ACCOUNT}/apono-new/1`,
  `arn:aws:secretsmanager:eu-central-1:${ACCOUNT}:secret:admin-abcdef`,
  `arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/admin`,
  `arn:aws:lambda:eu-central-1:${ACCOUNT}:function:admin`,
  `arn:aws:ec2:eu-central-1:${ACCOUNT}:instance/i-1`,
  "*",
];

/** The boundary of what is changed, or that a request asks for. */
const BOUNDARIES: Readonly<Record<string, string>>[] = [
  {},
  { "iam:PermissionsBoundary": OTHER_POLICY },
  { "iam:PermissionsBoundary": BOUNDARY },
];
const TAGS: Readonly<Record<string, string>>[] = [
  {},
  {
    "aws:ResourceTag/apono-connector-read": "true",
    "aws:ResourceTag/apono-connector-access": "true",
  },
];

const policiesOf = (sets: readonly PermissionSetName[], more: readonly Statement[]): Policy[] => [
  ...sets.map((name) => policyDocument(permissionSet(name).statements ?? [], "aws")),
  policyDocument([...guardrails([OWN]), ...more], "aws"),
];

/** The requests for an action that are allowed. */
function allowed(policies: readonly Policy[], action: string) {
  const about = policies.map(({ Statement }) => ({
    Statement: Statement.filter(({ Action }) =>
      [Action].flat().some((pattern) => coversAction(pattern, action)),
    ),
  }));
  return WORLD.flatMap((resource) =>
    BOUNDARIES.flatMap((boundary) =>
      TAGS.map((tags) => ({
        resource,
        isBounded: boundary["iam:PermissionsBoundary"] === BOUNDARY,
        isTagged: tags !== TAGS[0],
        context: { ...boundary, ...tags },
      })),
    ),
  ).filter(({ resource, context }) => allows(about, { action, principal: OWN, resource, context }));
}

/** Whether a request for an action that tells its boundary is about something that carries the boundary. */
const boundActions = boundaryGuardrails(BOUNDARY).find(
  ({ Sid }) => Sid === "DenyWithoutBoundary",
)!.Action;

/** The paths all of whose needs are met by requests that give more than the boundary. */
function ways(policies: readonly Policy[], isTagged: boolean): string[] {
  const isMet = (action: string) =>
    allowed(policies, action).some(
      (request) =>
        request.isTagged === isTagged && !(boundActions.includes(action) && request.isBounded),
    );
  return ESCALATION_PATHS.filter(
    ({ needs, on }) =>
      // The connector assumes Apono's roles only, and each of those decides whom it trusts.
      on !== "any-role" && needs.every((choice) => choice.some(isMet)),
  ).map(({ id }) => id);
}

const ROLES = {
  connector: PERMISSION_SET_NAMES,
  management: MANAGEMENT_SET_NAMES,
  member: MEMBER_SET_NAMES,
};
const ROLE_SETS = Object.entries(ROLES);

describe.each(ROLE_SETS)("the %s role", (_role, sets) => {
  it("has ways to any permissions without a boundary of what it grants", () => {
    const found = ways(policiesOf(sets, []), false);
    expect(found).toEqual(
      expect.arrayContaining([
        "new-role",
        "trust-policy",
        "role-boundary",
        "user-inline-policy",
        "user-managed-policy",
        "user-access-key",
        "instance-profile",
        "eks-access-entry",
        "parameters",
      ]),
    );
    expect(found.includes("identity-center-new-permission-set")).toBe(
      sets.includes("identity-center"),
    );
  });

  it("has none left with it, but for what is tagged for it", () => {
    const bounded = policiesOf(sets, boundaryGuardrails(BOUNDARY));
    expect(ways(bounded, false)).toEqual([]);
    expect(ways(bounded, true)).toEqual(["secrets", "parameters"]);
  });

  it("still makes and changes roles and users that carry it", () => {
    const bounded = policiesOf(sets, boundaryGuardrails(BOUNDARY));
    for (const [action, kind] of [
      ["iam:CreateRole", "role"],
      ["iam:PutRolePolicy", "role"],
      ["iam:AttachRolePolicy", "role"],
      ["iam:UpdateAssumeRolePolicy", "role"],
      ["iam:PutUserPolicy", "user"],
    ] as const) {
      const targets = allowed(bounded, action).filter(({ resource }) =>
        resource.includes(`:${kind}/`),
      );
      expect(targets.every(({ isBounded }) => isBounded)).toBe(true);
      expect(targets.map(({ resource }) => resource)).toContain(
        `arn:aws:iam::${ACCOUNT}:${kind}/apono-new`,
      );
      expect(targets.map(({ resource }) => resource)).not.toContain(OWN);
    }
  });
});

it("leaves these changes, and no others, of what the default sets allow", async () => {
  const bounded = policiesOf(DEFAULT_SET_NAMES, boundaryGuardrails(BOUNDARY));
  const patterns = DEFAULT_SET_NAMES.flatMap((name) =>
    (permissionSet(name).statements ?? []).flatMap(({ Action }) => Action),
  );
  const actions = [...new Set((await Promise.all(patterns.map(expandAction))).flat())];
  const infos = await Promise.all(actions.map(actionInfo));
  const changing = infos.flatMap((info) =>
    info !== undefined && !["List", "Read"].includes(info.accessLevel) ? [info.name] : [],
  );
  const left = changing.filter((action) =>
    allowed(bounded, action).some(
      ({ isBounded, isTagged }) =>
        !isTagged && !(boundActions.some((each) => coversAction(each, action)) && isBounded),
    ),
  );
  expect(left.sort()).toEqual([
    "eks:DeleteAccessEntry",
    "eks:DisassociateAccessPolicy",
    "eks:TagResource",
    "eks:UntagResource",
    "iam:CreateInstanceProfile",
    "iam:CreateServiceLinkedRole",
    "iam:DeleteAccessKey",
    "iam:DeleteRole",
    "iam:DeleteUser",
    "iam:TagRole",
    "iam:TagUser",
    "iam:UntagRole",
    "identitystore:AddRegion",
    "identitystore:DeleteGroup",
    "identitystore:DeleteGroupMembership",
    "identitystore:DeleteIdentityStore",
    "identitystore:DeleteUser",
    "identitystore:RemoveRegion",
    "identitystore:ReserveUser",
    "sso:DeleteAccountAssignment",
    "sso:DeletePermissionSet",
    "sso:TagResource",
    "sso:UntagResource",
    "sts:AssumeRole",
    "sts:TagSession",
  ]);
});
