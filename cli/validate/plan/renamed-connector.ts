import { type Json, textAt } from "./json-value";
import type { Plan } from "./plan";

/** The connector's ID in containers and charts. */
const ID =
  /"name":\s*"APONO_CONNECTOR_ID",\s*"value":\s*"([^"]*)"|"value":\s*"([^"]*)",\s*"name":\s*"APONO_CONNECTOR_ID"|\bconnectorId"?:\s*"?([\w.-]+)/;

/** The connector's IDs before and after a plan that renames it. */
function connectorRename({
  changes,
  variables,
  json,
}: Plan): { readonly from: string; readonly to: string } | undefined {
  for (const { type, before, after } of changes) {
    if (type !== "aws_ecs_task_definition" && type !== "helm_release") continue;
    const from = idIn(before);
    const to = idIn(after) ?? textAt(variables, "connectorId") ?? idGiven(json["configuration"]);
    if (from !== undefined && to !== undefined && from !== to) return { from, to };
  }
  return undefined;
}

/** The cause and the fix if a plan renames a connector; otherwise empty. */
export function renameAdvice(plan: Plan): { readonly cause: string; readonly fix: string } {
  const renamed = connectorRename(plan);
  return renamed === undefined
    ? { cause: "", fix: "" }
    : {
        cause: ` The connector is renamed (connectorId changes from "${renamed.from}" to "${renamed.to}"), and nothing keeps its names, which derive from the ID: neither an earlier apply of this version nor nameSuffix.`,
        fix: ` Then rename it: nameSuffix keeps all names. Or keep connectorId at "${renamed.from}".`,
      };
}

function idIn(values: Json): string | undefined {
  const text = JSON.stringify(values ?? null).replaceAll("\\", "");
  const [, ...found] = ID.exec(text) ?? [];
  return found.find((each) => each !== undefined);
}

/** The ID that a module call sets. */
function idGiven(configuration: Json | undefined): string | undefined {
  const found = /"connectorId":\{"constant_value":"([^"]*)"/.exec(
    JSON.stringify(configuration ?? null),
  );
  return found?.[1];
}
