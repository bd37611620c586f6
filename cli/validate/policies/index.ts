import type { Workspace } from "../workspace";
import { evaluatorOf } from "../../terraform/values/evaluate";
import type { Role } from "./policy";
import { moduleAttachments, resourcesOfModule, resourcesOfPlan } from "./resources";
import { rolesIn } from "./roles";

const found = new WeakMap<Workspace, readonly Role[]>();

/** Every role of a workspace; the result is cached. */
export function allRoles(workspace: Workspace): readonly Role[] {
  const known = found.get(workspace) ?? [
    ...workspace.modules.flatMap((module) => {
      const reader = evaluatorOf(module);
      return rolesIn([...resourcesOfModule(module, reader), ...moduleAttachments(module, reader)]);
    }),
    ...workspace.plans.flatMap((plan) => rolesIn(resourcesOfPlan(plan))),
  ];
  found.set(workspace, known);
  return known;
}

/** The roles that the connector runs with or assumes. */
export const connectorRoles = (workspace: Workspace): Role[] =>
  allRoles(workspace).filter(({ use }) => use !== "other");
