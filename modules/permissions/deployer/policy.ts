import { PARTITION } from "../policy";
import type { Deployment, DeployerGrant, GrantCondition } from "./deployment";
import { MODULE_TYPES } from "./module-types";
import { type KnownType, NEEDS } from "./needs";
import type { When } from "./when";

/** A type of resource that a deployment has, and what it needs. */
export interface TypeNeeds {
  readonly type: KnownType;
  /** The inputs with which the module has it; empty if it always has. */
  readonly when: string;
  readonly grants: readonly DeployerGrant[];
}

/** A statement of the deployer's policy. */
export interface DeployerStatement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: GrantCondition;
}

/** The types of resources that a deployment has, with what each needs. */
export const typeNeeds = (deployment: Deployment): TypeNeeds[] =>
  (Object.entries(MODULE_TYPES[deployment.module]) as [KnownType, When][])
    .filter(([, { holds }]) => deployment.anyInputs || holds(deployment))
    .map(([type, { text }]) => ({ type, when: text, grants: NEEDS[type](deployment) }));

/**
 * The least statements with which Terraform plans, applies, updates and destroys a deployment. Grants of one `sid` with the
 * same resources and condition are one statement.
 */
export function deployerStatements(deployment: Deployment, partition: string): DeployerStatement[] {
  const merged = new Map<string, DeployerGrant[]>();
  for (const grant of typeNeeds(deployment).flatMap(({ grants }) => grants)) {
    if (grant.resources.length === 0) continue;
    const key = JSON.stringify([grant.sid, grant.resources, grant.condition]);
    merged.set(key, [...(merged.get(key) ?? []), grant]);
  }
  const statements = [...merged.values()].map((grants): DeployerStatement => {
    const { sid, resources, condition } = grants[0]!;
    return {
      Sid: sid,
      Effect: "Allow",
      Action: [...new Set(grants.flatMap(({ actions }) => actions))].sort(),
      Resource: resources,
      ...(condition && { Condition: condition }),
    };
  });
  return JSON.parse(
    JSON.stringify(statements).replaceAll(PARTITION, () => partition),
  ) as DeployerStatement[];
}
