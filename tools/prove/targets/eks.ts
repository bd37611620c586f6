import { CONNECTED } from "../steps/connected";
import { ROLE_CAN, ROLE_CANNOT } from "../steps/permissions";
import { PLAN_AGAIN } from "../steps/plan-again";
import { PODS_READY, ROTATE_RELEASE } from "../steps/release";
import { tokenAtRest } from "../steps/token-at-rest";
import type { Target } from "../target";

/** The connector on EKS. */
export const EKS: Target = {
  name: "eks",
  stack: "eks-connector",
  minutes: "10 to 20",
  prices: [],
  lacks: (_, env) =>
    env["TF_VAR_clusterName"]
      ? undefined
      : "An EKS cluster is needed. Fix: export TF_VAR_clusterName=main, and TF_VAR_createOidcProvider=false where its OIDC provider is in IAM already.",
  makes: (_, { region }) => [
    `what the stack eks-connector makes in the cluster in ${region}: a namespace, a Helm release with one pod, a Kubernetes secret`,
    "an IAM role, and the cluster's OIDC provider in IAM (unless TF_VAR_createOidcProvider=false)",
  ],
  prepare: async ({ props: { env, token } }) => {
    const told = `Cluster ${env["TF_VAR_clusterName"]}.`;
    // Pods whose image nobody gives never become ready.
    return token.isReal || env["TF_VAR_imageRepository"]
      ? { variables: {}, told }
      : {
          variables: { TF_VAR_wait: "false", TF_VAR_atomic: "false" },
          told: `${told} Nothing waits for its pods, as there is no real token.`,
        };
  },
  steps: [
    tokenAtRest(async () => ({})),
    PODS_READY,
    CONNECTED,
    PLAN_AGAIN,
    ROLE_CAN,
    ROLE_CANNOT,
    ROTATE_RELEASE,
  ],
};
