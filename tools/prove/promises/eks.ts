import { type Promised, code, emulator, kubernetes, page, real } from "./promise";

const E2E = "e2e/eks-connector";
const ON_EKS = "README.md#on-eks";
const MODULE = "modules/eks-connector/README.md";

/** Of the connector on EKS. */
export const EKS_PROMISES: readonly Promised[] = [
  {
    id: "eks-deploys",
    promise:
      "A token and a cluster's name are all that a deployment needs; Terraform gets in by the AWS credentials.",
    in: ON_EKS,
    proofs: [
      real("eks", "deploy"),
      kubernetes(
        `${E2E}/stack`,
        "is deployed with a token and the cluster's name, and access by the AWS credentials",
      ),
    ],
  },
  {
    id: "eks-long-apply",
    promise:
      "With clusterCredentials = aws-cli an apply may take longer than the cluster's token lives.",
    in: ON_EKS,
    proofs: [
      kubernetes(
        `${E2E}/cluster-credentials`,
        "goes on with aws-cli, whose tokens both providers fetch when they need one",
      ),
      page("https://docs.aws.amazon.com/cli/latest/reference/eks/get-token.html"),
    ],
  },
  {
    id: "eks-runs",
    promise: "The connector's pods become ready, and the connector connects to Apono.",
    in: ON_EKS,
    proofs: [real("eks", "pods-ready"), real("eks", "connected")],
  },
  {
    id: "eks-plan-again",
    promise: "A second plan changes nothing.",
    in: ON_EKS,
    proofs: [
      real("eks", "plan-again"),
      kubernetes(`${E2E}/stack`, "plans no changes the second time"),
    ],
  },
  {
    id: "eks-permissions",
    promise: "The role is granted the chosen permission sets, and can't change itself.",
    in: `${MODULE}#permission-sets`,
    proofs: [
      real("eks", "role-can"),
      real("eks", "role-cannot"),
      code(
        "unit/modules/permissions/quotas",
        "deny one thing, on the given roles and on those that the modules name",
      ),
    ],
  },
  {
    id: "eks-role",
    promise: "Only the one service account may take the role.",
    in: ON_EKS,
    proofs: [
      kubernetes(
        `${E2E}/lifecycle`,
        "has a role that the one service account may take, by the cluster's tokens",
      ),
      page("https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html"),
    ],
  },
  {
    id: "eks-oidc-provider",
    promise:
      "An OIDC provider that exists stops the apply before anything is made, and is looked up when asked.",
    in: `${MODULE}#the-clusters-oidc-provider`,
    proofs: [
      emulator(
        `${E2E}/oidc-provider`,
        "that exists already stops the apply before anything is made; then it is looked up",
      ),
    ],
  },
  {
    id: "eks-token",
    promise: "Neither the connector's token nor the cluster's is kept anywhere but in the cluster.",
    in: `${MODULE}#the-token`,
    proofs: [
      real("eks", "token-at-rest"),
      kubernetes(`${E2E}/stack`, "keeps neither the connector's token nor the cluster's"),
      kubernetes(`${E2E}/lifecycle`, "keeps the token nowhere but in the cluster"),
    ],
  },
  {
    id: "eks-rotation",
    promise: "A new token changes nothing but the release.",
    in: `${MODULE}#the-token`,
    proofs: [
      real("eks", "rotate"),
      kubernetes(`${E2E}/lifecycle`, "changes nothing but the release for a new token"),
    ],
  },
  {
    id: "eks-chart",
    promise: "The chart stays at its version until another one is asked for.",
    in: `${MODULE}#the-chart`,
    proofs: [
      kubernetes(`${E2E}/lifecycle`, "stays at its chart until another version is asked for"),
    ],
  },
  {
    id: "eks-rollback",
    promise: "An upgrade that doesn't become ready goes back to the version before.",
    in: `${MODULE}#the-chart`,
    proofs: [
      kubernetes(
        `${E2E}/release`,
        "goes back to the version before when an upgrade doesn't become ready, token and all",
      ),
    ],
  },
  {
    id: "eks-upgrade",
    promise: "Who comes from the public module keeps pods and token.",
    in: `${MODULE}#coming-from-the-public-module`,
    proofs: [
      kubernetes(
        `${E2E}/upgrade`,
        "with permissions = %s is kept: updated in place, pods and token as they were",
      ),
    ],
  },
  {
    id: "eks-destroy",
    promise: "Destroying needs no token and leaves nothing.",
    in: ON_EKS,
    proofs: [
      real("eks", "destroy"),
      kubernetes(`${E2E}/stack`, "is destroyed without a token, and can be deployed again at once"),
    ],
  },
];
