/** Every published module's name, in the order of the documentation. Importing it loads no module. */
export const MODULE_NAMES = [
  "ecs-connector",
  "eks-connector",
  "org-delegation",
  "account-delegation",
] as const;

/** The name of a published module. */
export type ModuleName = (typeof MODULE_NAMES)[number];

/** Whether a module runs a connector; the others make roles for one. */
export const isConnector = (module: string): boolean => module.endsWith("-connector");

/** Modules that run a connector, and stacks of the same names. */
export const CONNECTOR_MODULE_NAMES = MODULE_NAMES.filter(isConnector);

/** The name of a module that runs a connector. */
export type ConnectorName = Extract<ModuleName, `${string}-connector`>;
