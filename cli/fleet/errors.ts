import { cannotRun, failure } from "../terminal/errors";
import { didYouMean } from "../../lib/suggestions";
import { systemFailure } from "../terminal/system-errors";

export const noFleet = () =>
  cannotRun(
    "There is no fleet file here: no fleet.yaml, fleet.yml or fleet.json. Give its path, or set APONO_FLEET.",
  );

export const unreadableFleet = (file: string, cause: unknown) =>
  cannotRun(`${file} can't be read. ${systemFailure(cause) ?? (cause as Error).message}`);

export const noMember = (pattern: string, names: readonly string[]) =>
  cannotRun(
    `${pattern} matches nothing in the fleet file. ${didYouMean(pattern, names)}Names there: ${names.join(", ")}.`,
  );

/** @param counts such as `3 in fleet.yaml: 2 as configured, 1 not connected.` */
export const fleetNotConnected = (counts: string) =>
  failure(`Not everything is connected as configured: ${counts}`);

export const fleetUnknown = (counts: string) =>
  cannotRun(`Not everything could be checked: ${counts}`);
