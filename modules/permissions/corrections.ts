import { type PermissionSet, allow } from "./permission-set";
import { arn } from "./policy";

/**
 * Permissions that the public module's policies lack, with reasons. It is off by default, so that an upgrade changes nothing. One of
 * its mistakes needs no correction: iam-access allows iam:CreateInstanceProfile twice.
 *
 * Which resource an action is checked against:
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsorganizations.html (ListParents) and
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html (GetParameter). What has to
 * go before a user or a role can: https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html and
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html
 */
export const CORRECTIONS = {
  purpose:
    "Permissions that Apono needs but the public module lacks. Off by default: name it in permissionSets, beside the sets that it completes.",
  base: false,
  optional: true,
  policyName: "apono-corrections",
  statements: [
    allow(["organizations:ListParents"], [arn("organizations", ":*:account/o-*/*")]),
    allow(["ssm:GetParameter"], [arn("ssm", "*:*:parameter/*")]),
    allow(["iam:DeleteLoginProfile"], [arn("iam", ":*:user/*")]),
    allow(
      ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      [arn("iam", ":*:instance-profile/*")],
    ),
  ],
  reasons: [
    {
      actions: ["organizations:ListParents"],
      why: "identity-center allows it on roots and units only, and what has a parent is an account or a unit: the unit of an account can't be found.",
    },
    {
      actions: ["ssm:GetParameter"],
      why: "ssm-parameters-read allows ssm:GetParameters*, which does not cover ssm:GetParameter: a single parameter can't be read by the usual call.",
    },
    {
      actions: ["iam:DeleteLoginProfile"],
      why: "iam-access may make a console password and not delete it, so that a user who has one can't be deleted.",
    },
    {
      actions: ["iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      why: "iam-access may make an instance profile and put a role into it, and not undo it, so that the role can't be deleted.",
    },
  ],
} as const satisfies PermissionSet;
