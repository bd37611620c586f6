import { memberOf, tokenKey } from "../../../fleet/members";
import { parseFleet } from "../../../fleet/read";
import { tokenVariableOf } from "../../../fleet/token-variable";
import { isConnector } from "../../../modules/module-names";
import type { Entry, FleetText } from "./fleet-file";

/**
 * What `tokens` must have for a new entry: the secret that the state tells of; else a variable of its own where another
 * connector reads the same one without `tokens` saying so.
 *
 * @returns undefined where the file says it, or the default is its own
 */
export function tokenPlaceFor(
  { content, members }: FleetText,
  entry: Entry,
  secretArn: string | undefined,
): string | undefined {
  if (!isConnector(entry.module)) return undefined;
  const { token } = memberOf(content, entry);
  if (secretArn !== undefined)
    return token !== undefined && "secretArn" in token && token.secretArn === secretArn
      ? undefined
      : secretArn;
  if (token === undefined || "secretArn" in token || tokenKey(content, entry.name) !== undefined)
    return undefined;
  const isShared = members.some((each) => tokenVariableOf(each) === token.env);
  return isShared ? `${token.env}_${entry.name.toUpperCase().replaceAll("-", "_")}` : undefined;
}

/** The environment variable of a connector's token; undefined where it is elsewhere. @param text of a fleet file */
export function variableOf(text: string, name: string): string | undefined {
  const reading = parseFleet(text);
  const member =
    "fleet" in reading ? reading.fleet.members.find((each) => each.name === name) : undefined;
  return member && tokenVariableOf(member);
}
