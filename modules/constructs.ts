/** What the npm package exports. Each construct loads when it is first used, with the provider bindings that it needs. */
export {
  AccountDelegation,
  type AccountDelegationOutputs,
  type AccountDelegationProps,
} from "./account-delegation";
export { EcsConnector, type EcsConnectorOutputs, type EcsConnectorProps } from "./ecs-connector";
export { EksConnector, type EksConnectorOutputs, type EksConnectorProps } from "./eks-connector";
export {
  OrgDelegation,
  type OrgDelegationOutputs,
  type OrgDelegationProps,
} from "./org-delegation";
export { tokenVariable } from "./token-variable";
export { ConfigurationError } from "../lib/errors";
