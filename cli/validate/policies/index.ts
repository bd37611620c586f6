import { blocksOf } from "../model/configuration";
import type { Module } from "../model/configuration";
import type { Subject } from "../subject";
import { policiesOf } from "./document";
import type { Policy, Role } from "./policy";
import { LocatedReader } from "./reader";
import { resourcesOfModule, resourcesOfPlan } from "./resources";
import { type Granted, grantedBy } from "./roles";

const found = new WeakMap<Subject, Granted>();

/** Every role and policy of a subject, read once. */
export function policiesIn(subject: Subject): Granted {
  const known = found.get(subject);
  if (known !== undefined) return known;
  const parts = [
    ...subject.modules.map(ofModule),
    ...subject.plans.map((plan) => grantedBy(resourcesOfPlan(plan))),
  ];
  const all = {
    roles: parts.flatMap(({ roles }) => roles),
    policies: parts.flatMap(({ policies }) => policies),
  };
  found.set(subject, all);
  return all;
}

/** The roles that the connector runs with, and those that it assumes. */
export const connectorRoles = (subject: Subject): Role[] =>
  policiesIn(subject).roles.filter(({ use }) => use !== "other");

function ofModule(module: Module): Granted {
  const reader = new LocatedReader(module);
  const granted = grantedBy(resourcesOfModule(module, reader));
  return { ...granted, policies: [...granted.policies, ...documents(module, reader, granted)] };
}

/** Documents that no resource of the module uses, such as those that are given to another module. */
function documents(module: Module, reader: LocatedReader, { policies }: Granted): Policy[] {
  const used = new Set(policies.flatMap(({ statements }) => statements.map(placed)));
  return blocksOf(module, "data", "aws_iam_policy_document").flatMap((block) => {
    const [type = "", name = ""] = block.labels;
    return policiesOf(reader.documentOf(block), {
      kind: "identity",
      address: `data.${type}.${name}`,
      inline: false,
    })
      .filter(({ statements }) => !statements.every((each) => used.has(placed(each))))
      .map((policy) =>
        policy.statements.some(({ principals }) => principals.length > 0)
          ? { ...policy, kind: "resource" as const }
          : policy,
      );
  });
}

const placed = ({ range }: { readonly range: object }) => JSON.stringify(range);
