import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { Construct } from "constructs";
import type { ModuleStack } from "../lib/module-stack";
import { AccountDelegationModule } from "./account-delegation/module";
import { EcsConnectorModule } from "./ecs-connector/module";
import { EksConnectorModule } from "./eks-connector/module";
import { OrgDelegationModule } from "./org-delegation/module";
import type { ModuleName } from "./module-names";

export type { ModuleName } from "./module-names";

/** Every published module, by name. */
export const MODULES = {
  "ecs-connector": EcsConnectorModule,
  "eks-connector": EksConnectorModule,
  "org-delegation": OrgDelegationModule,
  "account-delegation": AccountDelegationModule,
} as const satisfies Record<ModuleName, new (scope: Construct) => ModuleStack>;

/** Builds a module's construct tree, ready for {@link ModuleStack.toFiles}. */
export function buildModule(name: ModuleName): ModuleStack {
  // An app creates its output folder immediately, by default cdktf.out in the working directory.
  const outdir = mkdtempSync(join(tmpdir(), "apono-module-"));
  try {
    return new MODULES[name](new App({ skipValidation: true, outdir }));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
