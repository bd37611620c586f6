import { refused, unusable } from "../terminal/errors";

export const noConnectorIn = (stack: string, missing: string) =>
  unusable(
    `The stack ${stack} has no output ${missing}: it is not a connector's, or was deployed by an older version. ` +
      `Fix: deploy it again with npx cdktf deploy ${stack}, or give the connector's id with --connector-id.`,
  );

export const notConnected = () =>
  refused("The connector is not connected as configured. What stands in the way is above.");

export const notAsked = () =>
  unusable(
    "Whether the connector is connected could not be asked. What stands in the way is above.",
  );

export const noApiToken = () =>
  unusable(
    "APONO_PERSONAL_TOKEN is not set. Fix: make an API token in Apono, and set it: read -rs APONO_PERSONAL_TOKEN && export APONO_PERSONAL_TOKEN",
  );
