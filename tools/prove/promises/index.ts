import { ECS_PROMISES } from "./ecs";
import { EKS_PROMISES } from "./eks";
import { ORG_PROMISES } from "./org";
import type { Promised } from "./promise";
import { TOOL_PROMISES } from "./tools";

export { KINDS, type Kind, type Promised, type Proof } from "./promise";

/** The READMEs' promises, each with its proofs. */
export const PROMISES: readonly Promised[] = [
  ...ECS_PROMISES,
  ...EKS_PROMISES,
  ...ORG_PROMISES,
  ...TOOL_PROMISES,
];
