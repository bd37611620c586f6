import type { Statement } from "../../../modules/permissions";
import {
  ACCESS_LEVELS,
  actionInfo,
  expandAction,
  partsOf,
  resourceTypesOf,
  serviceName,
} from "../../iam/actions";
import { resourcesFor } from "../../iam/resources";
import { coversArn, hasWildcard } from "../../iam/wildcards";
import { conditionsOf, isOnTags } from "./conditions";
import type { ReportAction, ReportCondition, ReportRow, Scope } from "./report";

/** A row with the number of its statement within the role. */
export interface SourcedRow extends ReportRow {
  readonly statement: number;
}

/**
 * One row per action of the statements.
 *
 * @param prefix of the rows' ids
 * @param first number of the first statement
 */
export async function rowsOf(
  statements: readonly Statement[],
  prefix: string,
  first: number,
): Promise<SourcedRow[]> {
  const rows = await Promise.all(
    statements.flatMap((statement, at) =>
      statement.Action.map((action) => rowOf(statement, action, prefix, first + at)),
    ),
  );
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const times = (seen.get(row.id) ?? 0) + 1;
    seen.set(row.id, times);
    return times === 1 ? row : { ...row, id: `${row.id}-${times}` };
  });
}

async function rowOf(
  { Effect, Resource, Condition }: Statement,
  action: string,
  prefix: string,
  statement: number,
): Promise<SourcedRow> {
  const [service] = partsOf(action);
  const actions = await actionsOf(action);
  const conditions = conditionsOf(Condition);
  const resources = await resourcesOf(actions, Resource);
  return {
    statement,
    id: `${prefix}.${action.replace(":", "-").replaceAll("*", "any")}`,
    effect: Effect,
    service,
    serviceName: (await serviceName(service)) ?? service,
    action,
    wildcard: hasWildcard(action),
    actions,
    accessLevels: ACCESS_LEVELS.filter((level) =>
      actions.some(({ accessLevel }) => accessLevel === level),
    ),
    scope: await scopeOf(actions, resources, conditions),
    resources,
    conditions,
    escalation: [],
  };
}

async function actionsOf(pattern: string): Promise<ReportAction[]> {
  const infos = await Promise.all((await expandAction(pattern)).map(actionInfo));
  return infos.flatMap((info) =>
    info === undefined
      ? []
      : [{ name: info.name, accessLevel: info.accessLevel, description: info.description }],
  );
}

/** The resources of a statement that apply to an action: a statement may list several resource types. */
async function resourcesOf(
  actions: readonly ReportAction[],
  resources: readonly string[],
): Promise<readonly string[]> {
  const fitting = await Promise.all(actions.map(({ name }) => resourcesFor(name, resources)));
  const found = resources.filter((resource) => fitting.some((each) => each.includes(resource)));
  return found.length > 0 ? found : resources;
}

async function scopeOf(
  actions: readonly ReportAction[],
  resources: readonly string[],
  conditions: readonly ReportCondition[],
): Promise<Scope> {
  if (conditions.some(isOnTags)) return "tagged";
  if (resources.includes("*")) return "all";
  const types = (await Promise.all(actions.map(({ name }) => resourceTypesOf(name)))).flat();
  return resources.some((resource) => isWholeKind(resource, types)) ? "kind" : "named";
}

function isWholeKind(resource: string, types: readonly { readonly arn: string }[]): boolean {
  const [, partition = "", , , , ...rest] = resource.split(":");
  if (rest.join(":") === "*") return true;
  const everyOne = (arn: string) =>
    arn.replace("${Partition}", () => partition).replace(/\$\{[^}]*\}/g, "*");
  return types.some(({ arn }) => arn !== "*" && coversArn(resource, everyOne(arn)));
}
