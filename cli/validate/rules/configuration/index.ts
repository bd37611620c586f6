import type { Rule } from "../../rule";
import { chartUnpinned } from "./chart-unpinned";
import { imageMutable } from "./image-mutable";
import { inputUndocumented } from "./input-undocumented";
import { moduleInputInvalid } from "./module-input-invalid";
import { moduleInputMissing } from "./module-input-missing";
import { moduleInputUnknown } from "./module-input-unknown";
import { moduleOutputUnknown } from "./module-output-unknown";
import { moduleUnpinned } from "./module-unpinned";
import { planDestroysConnector } from "./plan-destroys-connector";
import { providerInModule } from "./provider-in-module";
import { providerIncompatible } from "./provider-incompatible";
import { providerUnpinned } from "./provider-unpinned";
import { publicModuleInUse } from "./public-module-in-use";
import { publicIpContradictsSubnets } from "./public-ip-contradicts-subnets";
import { regionMissing } from "./region-missing";
import { stateUnprotected } from "./state-unprotected";
import { terraformVersionIncompatible } from "./terraform-version-incompatible";
import { tokenInPlainText } from "./token-in-plain-text";
import { tokenNotEphemeral } from "./token-not-ephemeral";

/** Tokens, networks, versions, modules and plans. */
export const CONFIGURATION_RULES: readonly Rule[] = [
  tokenInPlainText,
  tokenNotEphemeral,
  publicIpContradictsSubnets,
  stateUnprotected,
  regionMissing,
  publicModuleInUse,
  moduleInputUnknown,
  moduleInputMissing,
  moduleInputInvalid,
  moduleOutputUnknown,
  imageMutable,
  chartUnpinned,
  moduleUnpinned,
  providerUnpinned,
  providerIncompatible,
  terraformVersionIncompatible,
  inputUndocumented,
  providerInModule,
  planDestroysConnector,
];
