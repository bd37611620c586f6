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
  missing: (_, env) =>
    env["TF_VAR_clusterName"]
      ? undefined
      : "An EKS cluster is needed. Fix: export TF_VAR_clusterName=main, and TF_VAR_createOidcProvider=false if IAM already has its OIDC provider.",
  creates: (_, { region }) => [
    `the resources of eks-connector in the cluster in ${region}: a namespace, a Helm release with one pod, a Kubernetes secret`,
    "an IAM role, and the cluster's OIDC provider in IAM (unless TF_VAR_createOidcProvider=false)",
  ],
  prepare: async ({ props: { env, token } }) => {
    const summary = `Cluster ${env["TF_VAR_clusterName"]}.`;
    // Without an image the pods never become ready.
    return token.isReal || env["TF_VAR_imageRepository"]
      ? { variables: {}, summary }
      : {
          variables: { TF_VAR_wait: "false", TF_VAR_atomic: "false" },
          summary: `${summary} The apply does not wait for the pods, because the token is a placeholder.`,
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
