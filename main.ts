import { App } from "cdktf";
import { EcsConnectorStack } from "./stacks/ecs-connector";

const app = new App();
new EcsConnectorStack(app, "ecs-connector");
app.synth();
