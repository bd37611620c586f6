import { type Promised, code, emulator, kubernetes, page, real } from "./promise";

const E2E = "e2e/eks-connector";
const ON_EKS = "README.md#on-eks";
const MODULE = "modules/eks-connector/README.md";

/** Promises of the connector on EKS. */
export const EKS_PROMISES: readonly Promised[] = [
  {
    id: "eks-deploys",
    promise:
      "A deployment needs only a token and a cluster's name; Terraform accesses the cluster with the AWS credentials.",
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
    id: "eks-role-elsewhere",
    promise:
      "With a role made by another team, from what `permissions hand-over` prints, the module makes none.",
    in: "docs/guides/eks.md#a-role-made-by-another-team",
    proofs: [
      emulator(
        `${E2E}/role`,
        "a role that was handed over is taken by irsa, and the module has none",
      ),
      emulator(
        `${E2E}/role`,
        "a role that the pods can't take is refused, with the statement that it lacks",
      ),
    ],
  },
  {
    id: "eks-long-apply",
    promise:
      "With clusterCredentials = aws-cli an apply can take longer than the cluster's token is valid.",
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
    promise: "The role is granted exactly the chosen permission sets, and can't change itself.",
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
    id: "eks-locked-down",
    promise:
      "What the pods carry, identities, access entries and the network policy change what they name, in place; who sets none of it plans no change.",
    in: "docs/guides/eks.md#in-a-locked-down-cluster",
    proofs: [
      emulator(`${E2E}/options`, "change the release in place, and add a budget"),
      emulator(`${E2E}/options`, "leave nothing behind when they are left out again"),
      emulator(
        `${E2E}/options`,
        "moves to Pod Identity over both, and the pods that run keep their way until they are replaced",
      ),
      emulator(`${E2E}/options`, "are refused by a cluster that has none, and made in others"),
      emulator(
        `${E2E}/options`,
        "the network policy lets out DNS, HTTPS and what is given, and goes as it came",
      ),
    ],
  },
  {
    id: "eks-role",
    promise: "Only the connector's service account can assume the role.",
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
      "An existing OIDC provider stops the apply before anything is created; with createOidcProvider = false it is used.",
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
    promise:
      "The connector's token is stored only in the cluster, and the cluster's token is not stored.",
    in: `${MODULE}#the-token`,
    proofs: [
      real("eks", "token-at-rest"),
      kubernetes(`${E2E}/stack`, "keeps neither the connector's token nor the cluster's"),
      kubernetes(`${E2E}/lifecycle`, "keeps the token nowhere but in the cluster"),
    ],
  },
  {
    id: "eks-rotation",
    promise: "A new token changes only the Helm release.",
    in: `${MODULE}#the-token`,
    proofs: [
      real("eks", "rotate"),
      kubernetes(`${E2E}/lifecycle`, "changes nothing but the release for a new token"),
    ],
  },
  {
    id: "eks-chart",
    promise: "The chart keeps its version until you set another one.",
    in: `${MODULE}#the-chart`,
    proofs: [
      kubernetes(`${E2E}/lifecycle`, "stays at its chart until another version is asked for"),
    ],
  },
  {
    id: "eks-rollback",
    promise: "An upgrade that doesn't become ready is rolled back to the previous version.",
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
    promise: "Upgrading from the public module keeps the pods and the token.",
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
