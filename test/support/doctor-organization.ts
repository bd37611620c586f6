import type { Env } from "../kit/processes";
import { type DoctorReport, diagnose } from "./doctor";

/** A connector's role in another account, which the stack org-delegation is told of. */
export const CONNECTOR_ROLE = "arn:aws:iam::111111111111:role/apono-connector-role-1a2b3c4d";

/** Runs `apono-connector doctor --organization` for a unit. */
export const diagnoseOrganization = (
  env: Env,
  unit: string,
  args: readonly string[] = [],
): Promise<DoctorReport> =>
  diagnose(env, [
    ...["--organization", "--unit", unit, "--var", `connectorRoleArn=${CONNECTOR_ROLE}`],
    ...args,
  ]);
