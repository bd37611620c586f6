import { App } from "cdktf";
import { AccountDelegationStack } from "./stacks/account-delegation";
import { AponoIntegrationStack } from "./stacks/apono-integration";
import { EcsConnectorStack } from "./stacks/ecs-connector";
import { EksConnectorStack } from "./stacks/eks-connector";
import { placeLockFiles } from "./stacks/lock-files";
import { OrgDelegationStack } from "./stacks/org-delegation";

const app = new App();
new EcsConnectorStack(app, "ecs-connector");
new EksConnectorStack(app, "eks-connector");
// After the connectors' stacks: it may take its role from one of them.
new OrgDelegationStack(app, "org-delegation");
new AccountDelegationStack(app, "account-delegation");
// Last: it may take its values from a connector's stack and from org-delegation.
new AponoIntegrationStack(app, "apono-integration");
app.synth();
placeLockFiles(app);
