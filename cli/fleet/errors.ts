import { cannotRun } from "../terminal/errors";
import { systemFailure } from "../terminal/system-errors";

export const noFleet = () =>
  cannotRun(
    "There is no fleet file here: no fleet.yaml, fleet.yml or fleet.json. Give its path, or set APONO_FLEET.",
  );

export const unreadableFleet = (file: string, cause: unknown) =>
  cannotRun(`${file} can't be read. ${systemFailure(cause) ?? (cause as Error).message}`);
