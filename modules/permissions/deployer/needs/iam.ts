import type { ModuleName } from "../../../module-names";
import { TASK_EXECUTION_POLICY } from "../../../ecs-connector/task-permissions";
import { PARTITION } from "../../policy";
import { MODULE_SET_NAMES } from "../../by-module";
import type { PermissionSet } from "../../permission-set";
import { BASE_SET_NAMES, DEFAULT_SET_NAMES, permissionSet } from "../../sets";
import {
  type DeployerGrant,
  type Deployment,
  EVERYTHING,
  type GrantCondition,
  type Needs,
  iamArn,
  textOf,
  textsOf,
} from "../deployment";
import { foundRoleArns, roleArns } from "../roles";

/** The input with the boundary of these roles. */
const BOUNDARY_INPUTS: Readonly<Record<ModuleName, string>> = {
  "ecs-connector": "permissionsBoundaryArn",
  "eks-connector": "permissionsBoundaryArn",
  "org-delegation": "managementPermissionsBoundaryArn",
  "account-delegation": "memberPermissionsBoundaryArn",
};

/** With a boundary, roles without it can be neither made nor given permissions. */
function boundaryCondition(deployment: Deployment): GrantCondition | undefined {
  const boundary = textOf(deployment, BOUNDARY_INPUTS[deployment.module]);
  return boundary === undefined || deployment.anyInputs
    ? undefined
    : { StringEquals: { "iam:PermissionsBoundary": boundary } };
}

/** The permission sets of the roles. */
function chosenSets(deployment: Deployment): readonly PermissionSet[] {
  const { inputs, anyInputs } = deployment;
  const chosen = inputs["permissionSets"] ?? inputs["delegatedPermissionSets"];
  const names =
    inputs["withPermissions"] === false ? BASE_SET_NAMES : (chosen ?? DEFAULT_SET_NAMES);
  const all = MODULE_SET_NAMES[deployment.module];
  return all
    .filter((name) => anyInputs || (names as readonly string[]).includes(name))
    .map((name) => permissionSet(name));
}

/** ARNs of the managed policies that a module attaches. */
function attachablePolicies(deployment: Deployment): string[] {
  const ofAws = [
    ...chosenSets(deployment).flatMap(({ managedPolicy }) => managedPolicy ?? []),
    ...(deployment.module === "ecs-connector" ? [TASK_EXECUTION_POLICY] : []),
  ];
  return [
    ...ofAws.map((policy) => `arn:${PARTITION}:iam::aws:policy/${policy}`),
    ...furtherPolicies(deployment),
  ];
}

const furtherPolicies = (deployment: Deployment): string[] =>
  deployment.anyInputs
    ? [iamArn(deployment, "policy/*"), `arn:${PARTITION}:iam::aws:policy/*`]
    : [
        ...textsOf(deployment, "extraManagedPolicyArns"),
        ...textsOf(deployment, "extraManagedPolicies"),
      ];

/** Attaches only the policies that the module attaches. */
function attachGrants(deployment: Deployment): DeployerGrant[] {
  const policies = attachablePolicies(deployment);
  if (policies.length === 0) return [];
  return [
    {
      sid: "AttachPolicies",
      actions: ["iam:AttachRolePolicy"],
      resources: roleArns(deployment),
      condition: { ...boundaryCondition(deployment), ArnLike: { "iam:PolicyARN": policies } },
    },
  ];
}

export const IAM_NEEDS = {
  aws_iam_role: (deployment) => {
    const roles = roleArns(deployment);
    const condition = boundaryCondition(deployment);
    const mayRemoveBoundary = condition === undefined;
    const mayPutBoundary = condition !== undefined || deployment.anyInputs;
    return [
      {
        sid: "Roles",
        actions: [
          "iam:GetRole",
          "iam:ListRolePolicies",
          "iam:ListAttachedRolePolicies",
          "iam:ListInstanceProfilesForRole",
          "iam:TagRole",
          "iam:UntagRole",
          "iam:UpdateAssumeRolePolicy",
          "iam:UpdateRoleDescription",
          "iam:DetachRolePolicy",
          "iam:DeleteRolePolicy",
          "iam:DeleteRole",
          ...(mayRemoveBoundary ? ["iam:DeleteRolePermissionsBoundary"] : []),
        ],
        resources: roles,
      },
      {
        sid: "GrantToRoles",
        actions: ["iam:CreateRole", ...(mayPutBoundary ? ["iam:PutRolePermissionsBoundary"] : [])],
        resources: roles,
        condition,
      },
    ];
  },
  aws_iam_role_policy: (deployment) => [
    {
      sid: "Roles",
      actions: ["iam:GetRolePolicy", "iam:DeleteRolePolicy"],
      resources: roleArns(deployment),
    },
    {
      sid: "GrantToRoles",
      actions: ["iam:PutRolePolicy"],
      resources: roleArns(deployment),
      condition: boundaryCondition(deployment),
    },
  ],
  aws_iam_role_policy_attachment: (deployment) => [
    {
      sid: "Roles",
      actions: ["iam:ListAttachedRolePolicies", "iam:DetachRolePolicy"],
      resources: roleArns(deployment),
    },
    ...attachGrants(deployment),
  ],
  aws_iam_role_policies_exclusive: (deployment) => [
    {
      sid: "Roles",
      actions: ["iam:ListRolePolicies", "iam:DeleteRolePolicy"],
      resources: roleArns(deployment),
    },
  ],
  aws_iam_role_policy_attachments_exclusive: (deployment) => [
    {
      sid: "Roles",
      actions: ["iam:ListAttachedRolePolicies", "iam:DetachRolePolicy"],
      resources: roleArns(deployment),
    },
  ],
  "data.aws_iam_policy": (deployment) => [
    {
      sid: "ReadPolicies",
      actions: ["iam:GetPolicy", "iam:GetPolicyVersion"],
      resources: furtherPolicies(deployment),
    },
  ],
  "data.aws_iam_role": (deployment) => [
    {
      sid: "ReadRoles",
      actions: ["iam:GetRole"],
      resources: deployment.anyInputs ? [iamArn(deployment, "role/*")] : foundRoleArns(deployment),
    },
  ],
  "data.aws_iam_roles": () => [
    {
      sid: "Lookups",
      actions: ["iam:ListRoles"],
      resources: EVERYTHING,
    },
  ],
} as const satisfies Readonly<Record<string, Needs>>;
