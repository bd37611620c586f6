import { App } from "cdktf";
import type { ModuleStack } from "../lib/module-stack";
import { EcsConnectorModule } from "./ecs-connector/module";
import { EksConnectorModule } from "./eks-connector/module";
import { OrgDelegationModule } from "./org-delegation/module";
import type { ModuleName } from "./names";

export type { ModuleName } from "./names";

/** Every published module, by name. */
export const MODULES = {
  "ecs-connector": EcsConnectorModule,
  "eks-connector": EksConnectorModule,
  "org-delegation": OrgDelegationModule,
} as const satisfies Record<ModuleName, unknown>;

/** Builds a module's construct tree, ready for {@link ModuleStack.toFiles}. */
export const buildModule = (name: ModuleName): ModuleStack =>
  new MODULES[name](new App({ skipValidation: true }));
