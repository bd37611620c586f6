import { nameOf } from "../naming";
import { type Statement, arn } from "./policy";

/**
 * Every IAM action that changes a role or what it may do; reading stays allowed.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
const ROLE_CHANGES = [
  "iam:AttachRolePolicy",
  "iam:CreateRole",
  "iam:DeleteRole",
  "iam:DeleteRolePermissionsBoundary",
  "iam:DeleteRolePolicy",
  "iam:DetachRolePolicy",
  "iam:PutRolePermissionsBoundary",
  "iam:PutRolePolicy",
  "iam:TagRole",
  "iam:UntagRole",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateRole",
  "iam:UpdateRoleDescription",
];

/** Roles that a connector runs with, and those that it assumes. */
export const CONNECTOR_ROLES = ["connectorRole", "executionRole"] as const;
export const DELEGATED_ROLES = ["managementRole", "memberRole"] as const;

/** The default names of the connectors' roles. */
const OWN_ROLE_NAMES = [...CONNECTOR_ROLES, ...DELEGATED_ROLES].map((role) => nameOf(role, "*"));

/**
 * What the connector may never do, whatever else is granted: change a role that a connector runs with or assumes. Without this, the `iam-access` set (which manages roles) would let each of them widen itself and the others.
 * It may still make new roles with any permissions and assume them; only {@link boundaryGuardrails} keep it from that.
 *
 * @param roleArns the connector's own roles with custom names
 */
export const guardrails = (roleArns: readonly string[]): Statement[] => [
  {
    Sid: "DenyChangingOwnRoles",
    Effect: "Deny",
    Action: ROLE_CHANGES,
    Resource: [...roleArns, ...OWN_ROLE_NAMES.map((name) => arn("iam", `:*:role/${name}`))],
  },
];
