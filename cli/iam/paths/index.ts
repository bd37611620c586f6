import { EXISTING_SERVICE_PATHS } from "./existing-services";
import { IDENTITY_PATHS } from "./identities";
import { NEW_SERVICE_PATHS } from "./new-services";
import type { EscalationPath } from "./path";
import { SIGN_IN_PATHS } from "./sign-in";

export type { ActionChoice, EscalationPath } from "./path";

/** Every known path. `public-lists.ts` says which paths of the public lists each one covers. */
export const ESCALATION_PATHS: readonly EscalationPath[] = [
  ...IDENTITY_PATHS,
  ...SIGN_IN_PATHS,
  ...NEW_SERVICE_PATHS,
  ...EXISTING_SERVICE_PATHS,
];
