/** Every published module's name: apart from the modules, so that whoever asks for names loads nothing else. */
export const MODULE_NAMES = [
  "ecs-connector",
  "eks-connector",
  "org-delegation",
  "account-delegation",
] as const;

/** The name of a published module. */
export type ModuleName = (typeof MODULE_NAMES)[number];
