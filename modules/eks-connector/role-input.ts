import { assumedRolesPathAttribute, isRoleArn, rolePathAttribute } from "../role-inputs";

/** The connector's role: one that others make, or where the module makes its own. */
export const roleInput = {
  type: "object",
  description:
    "The connector's IAM role: made by others, or by the module with a path. `permissions hand-over` prints what a role made by others needs.",
  default: {},
  attributes: {
    arn: {
      type: "string",
      description:
        "ARN of the role, of this account, that the connector's pods take; the module then makes none, and grants it " +
        "nothing. The cluster's OIDC provider is still made unless createOidcProvider is false.",
      default: null,
      rules: [isRoleArn],
    },
    create: {
      type: "bool",
      description:
        "Whether the module makes the role. Decided by the ARN when left out, which must then be known at plan: set it to " +
        "false if the same apply makes the role.",
      default: null,
    },
    path: rolePathAttribute("the role that the module makes"),
    assumedRolesPath: assumedRolesPathAttribute,
  },
} as const;
