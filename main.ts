import { App } from "cdktf";
import { findFleet } from "./fleet/find";
import { AccountDelegationStack } from "./stacks/account-delegation";
import { AponoIntegrationStack } from "./stacks/apono-integration";
import { EcsConnectorStack } from "./stacks/ecs-connector";
import { EksConnectorStack } from "./stacks/eks-connector";
import { addFleet } from "./stacks/fleet";
import { placeLockFiles } from "./stacks/lock-files";
import { OrgDelegationStack } from "./stacks/org-delegation";

const app = new App();
const file = findFleet();
const fleet = fleetOf(file);
if (fleet === undefined) {
  new EcsConnectorStack(app, "ecs-connector");
  new EksConnectorStack(app, "eks-connector");
  // After the connectors' stacks: it may take its role from one of them.
  new OrgDelegationStack(app, "org-delegation");
  new AccountDelegationStack(app, "account-delegation");
  // Last: it may take its values from a connector's stack and from org-delegation.
  new AponoIntegrationStack(app, "apono-integration");
} else addFleet(app, fleet, file!);
app.synth();
placeLockFiles(app, (stack) => fleet?.members.find(({ name }) => name === stack)?.module ?? stack);

/** Loads the parser for a fleet alone: it takes a tenth of a second. */
function fleetOf(file: string | undefined) {
  if (file === undefined) return undefined;
  // eslint-disable-next-line @typescript-eslint/no-require-imports, @typescript-eslint/consistent-type-imports -- loaded only where there is a fleet
  const { readFleet } = require("./fleet/read") as typeof import("./fleet/read");
  return readFleet(file);
}
