import { type ModuleName, isConnector } from "../../../modules/module-names";
import { MODULE_SET_NAMES } from "../../../modules/permissions/by-module";
import type { PermissionSetName } from "../../../modules/permissions/sets";
import {
  badAccount,
  badRegion,
  emptyConnectorId,
  noWithoutPermissions,
  otherPartition,
  unknownPermissionSets,
} from "../../permissions/errors";
import { partitionOf } from "../../permissions/report/place";

/** The options that choose what is reported, as given. */
export interface Choices {
  readonly permissionSets?: readonly string[];
  readonly withoutPermissions?: boolean;
  readonly partition?: string;
  readonly account?: string;
  readonly region?: string;
  readonly connectorId?: string;
}

/** Checks the options. @throws CommandFailure for a value that is invalid, or that the module does not support */
export function checkedChoice(module: ModuleName, choices: Choices) {
  const {
    permissionSets,
    withoutPermissions = false,
    partition,
    account,
    region,
    connectorId,
  } = choices;
  const known = MODULE_SET_NAMES[module];
  const unknown = (permissionSets ?? []).filter(
    (name) => !(known as readonly string[]).includes(name),
  );
  if (unknown.length > 0) throw unknownPermissionSets(module, unknown, known);
  if (withoutPermissions && !isConnector(module)) throw noWithoutPermissions(module);
  if (account !== undefined && !/^\d{12}$/.test(account)) throw badAccount(account);
  if (region !== undefined && !/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region)) throw badRegion(region);
  const own = region === undefined ? undefined : partitionOf(region);
  if (own !== undefined && partition !== undefined && own !== partition)
    throw otherPartition(region!, own, partition);
  if (connectorId?.trim() === "") throw emptyConnectorId();
  return {
    partition: partition ?? own ?? "aws",
    withPermissions: !withoutPermissions,
    permissionSets: permissionSets as readonly PermissionSetName[] | undefined,
  };
}
