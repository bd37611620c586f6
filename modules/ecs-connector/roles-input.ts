import { assumedRolesPathAttribute, isRoleArn, rolePathAttribute } from "../role-inputs";

/** The connector's roles: which ones others make, and where the module makes its own. */
export const rolesInput = {
  type: "object",
  description:
    "The connector's IAM roles: made by others, or by the module with a path. `permissions hand-over` prints what roles made by others need.",
  default: {},
  attributes: {
    taskRoleArn: {
      type: "string",
      description:
        "ARN of the role, of this account, that the connector runs with; the module then makes none, and grants it nothing.",
      default: null,
      rules: [isRoleArn],
    },
    executionRoleArn: {
      type: "string",
      description:
        "ARN of the role, of this account, with which ECS starts the tasks; the module then makes none, and grants it nothing.",
      default: null,
      rules: [isRoleArn],
    },
    create: {
      type: "bool",
      description:
        "Whether the module makes the roles. Decided for each role by its ARN when left out, which must then be known at " +
        "plan: set it to false if the same apply makes both roles.",
      default: null,
    },
    path: rolePathAttribute("the roles that the module makes"),
    assumedRolesPath: assumedRolesPathAttribute,
  },
} as const;
