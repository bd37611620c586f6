import { App } from "cdktf";
import { EcsConnectorStack } from "./stacks/ecs-connector";
import { EksConnectorStack } from "./stacks/eks-connector";

const app = new App();
new EcsConnectorStack(app, "ecs-connector");
new EksConnectorStack(app, "eks-connector");
app.synth();
