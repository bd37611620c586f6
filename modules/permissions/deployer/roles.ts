import type { ModuleName } from "../../module-names";
import type { ResourceKind } from "../../naming";
import { type Deployment, iamArn, nameIn, textOf } from "./deployment";
import { type When, all, always, is, isNotSet, some } from "./when";

/** A role that a module makes in the deployer's account, or that others make; by the inputs that decide. */
interface ModuleRole {
  readonly kind: ResourceKind;
  readonly name?: string;
  readonly path?: string;
  /** ARN of a role that others make, and whether the module makes one. */
  readonly choice?: { readonly arn: string; readonly create: string };
}

const ROLES: Readonly<Record<ModuleName, readonly ModuleRole[]>> = {
  "ecs-connector": [
    {
      kind: "connectorRole",
      name: "roleName",
      path: "roles.path",
      choice: { arn: "roles.taskRoleArn", create: "roles.create" },
    },
    {
      kind: "executionRole",
      path: "roles.path",
      choice: { arn: "roles.executionRoleArn", create: "roles.create" },
    },
  ],
  "eks-connector": [
    {
      kind: "connectorRole",
      name: "roleName",
      path: "role.path",
      choice: { arn: "role.arn", create: "role.create" },
    },
  ],
  "org-delegation": [{ kind: "managementRole", name: "managementRoleName", path: "rolePath" }],
  "account-delegation": [{ kind: "memberRole", name: "memberRoleName", path: "rolePath" }],
};

const isMade = ({ choice }: ModuleRole): When =>
  choice === undefined
    ? always
    : some(is(choice.create, true), all(isNotSet(choice.create), isNotSet(choice.arn)));

const isFound = (role: ModuleRole): When => ({
  text: `${role.choice?.arn} is set`,
  holds: (deployment) => !isMade(role).holds(deployment),
});

/** The module makes the role that the connector takes, or that it assumes. */
export const makesOwnRole = (module: ModuleName): When => isMade(ROLES[module][0]!);

/** The module makes a role. */
export const makesSomeRole = (module: ModuleName): When => some(...ROLES[module].map(isMade));

/** Others make a role. */
export const findsSomeRole = (module: ModuleName): When => some(...ROLES[module].map(isFound));

/** ARNs of the roles that the module makes. */
export const roleArns = (deployment: Deployment): string[] =>
  ROLES[deployment.module]
    .filter((role) => deployment.anyInputs || isMade(role).holds(deployment))
    .map(({ kind, name, path }) => {
      const own = name && textOf(deployment, name);
      return iamArn(
        deployment,
        `role${(path && textOf(deployment, path)) || "/"}${own || nameIn(deployment, kind)}`,
      );
    });

/** ARNs of the roles that others make. */
export const foundRoleArns = (deployment: Deployment): string[] =>
  ROLES[deployment.module].flatMap(({ choice }) => {
    const arn = choice && textOf(deployment, choice.arn);
    return arn === undefined ? [] : [arn];
  });
