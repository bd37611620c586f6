import { grantsOf } from "../../cli/permissions/grants";
import { moduleFiles } from "../../cli/registry/build/module-files";
import type { ModuleName } from "../../modules/module-names";
import { compactJson } from "./compact-json";

/** The record of what a module grants in a version, for `cli/permissions/released/`. */
export const permissionRecord = (module: ModuleName, version: string): string =>
  `${compactJson({ version, grants: grantsOf(moduleFiles(module)) })}\n`;
