import { type Expression, type Value, hcl } from "../../lib/hcl";

/** Whether pods get the role by the cluster's OIDC provider. */
export const usesIrsa = (identity: Value<string>): Expression<boolean> =>
  hcl`${identity} != "pod-identity"`;

/** Whether pods get the role by EKS Pod Identity. */
export const usesPodIdentity = (identity: Value<string>): Expression<boolean> =>
  hcl`${identity} != "irsa"`;
