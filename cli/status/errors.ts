import { cannotRun, failure } from "../terminal/errors";

export const noConnectorIn = (stack: string, missing: string) =>
  cannotRun(
    `The stack ${stack} has no output ${missing}: it has no connector, or was deployed by an older version. ` +
      `Fix: deploy it again with npx cdktf deploy ${stack}, or give the connector's id with --connector-id.`,
  );

export const notConnected = () =>
  failure("The connector is not connected as configured. See above for the reason.");

export const statusUnknown = () =>
  cannotRun("The connection status could not be checked. See above for the reason.");

export const noApiToken = () =>
  cannotRun(
    "APONO_PERSONAL_TOKEN is not set. Fix: create an API token in Apono, and set it: read -rs APONO_PERSONAL_TOKEN && export APONO_PERSONAL_TOKEN",
  );
