import type { ModuleName } from "../../modules/module-names";
import {
  type DeployerStatement,
  deployerStatements,
  deploymentOf,
} from "../../modules/permissions/deployer";
import type { AuthorizationRequest, CallPlace } from "../kit/authorization";
import { allows } from "./policies";

/** Inputs of a module, as a caller gives them. */
export type Choice = Readonly<Record<string, unknown>>;

/** The policy that is shipped for a choice of inputs. */
export const shippedPolicy = (
  module: ModuleName,
  choice: Choice,
  { partition, region, accountId }: CallPlace,
): DeployerStatement[] =>
  deployerStatements(deploymentOf(module, choice, { accountId, region }), partition);

/** Whether statements allow a request. */
export const isAllowed = (
  statements: readonly DeployerStatement[],
  { action, resource, context }: AuthorizationRequest,
): boolean =>
  allows([{ Statement: statements }], {
    action,
    resource,
    context,
    principal: "arn:aws:iam::123456789012:role/deployer",
  });

/** Statements without an action. */
export const withoutAction = (
  statements: readonly DeployerStatement[],
  action: string,
): DeployerStatement[] =>
  statements.map((each) => ({ ...each, Action: each.Action.filter((one) => one !== action) }));
