import type { Subject } from "../workspace";
import { readerOf } from "../../terraform/values/evaluate";
import type { Role } from "./policy";
import { givenToModules, resourcesOfModule, resourcesOfPlan } from "./resources";
import { rolesIn } from "./roles";

const found = new WeakMap<Subject, readonly Role[]>();

/** Every role of a subject, read once. */
export function allRoles(subject: Subject): readonly Role[] {
  const known = found.get(subject) ?? [
    ...subject.modules.flatMap((module) => {
      const reader = readerOf(module);
      return rolesIn([...resourcesOfModule(module, reader), ...givenToModules(module, reader)]);
    }),
    ...subject.plans.flatMap((plan) => rolesIn(resourcesOfPlan(plan))),
  ];
  found.set(subject, known);
  return known;
}

/** The roles that the connector runs with, and those that it assumes. */
export const connectorRoles = (subject: Subject): Role[] =>
  allRoles(subject).filter(({ use }) => use !== "other");
