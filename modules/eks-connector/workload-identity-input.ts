import type { CrossRule } from "../../lib/inputs/cross-rules";
import * as rules from "../../lib/inputs/rules";

/** Pattern of the ARN of an OIDC provider in IAM. */
export const OIDC_PROVIDER_ARN = "^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/[^\\s]+$";

/** What messages show of one. */
export const OIDC_PROVIDER_EXAMPLE =
  "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD";

/** The add-on that gives pods their role. https://docs.aws.amazon.com/eks/latest/userguide/pod-id-agent-setup.html */
export const POD_IDENTITY_AGENT = "eks-pod-identity-agent";

/** How pods get the role, besides `identity`. An attribute that is left out changes nothing. */
export const workloadIdentityInput = {
  type: "object",
  description: "How the connector's pods assume their role, besides identity.",
  default: {},
  attributes: {
    additionalOidcProviderArns: {
      type: "list(string)",
      description:
        "ARNs of the IAM OIDC providers of further clusters whose connector assumes this role, in the same namespace and by the same " +
        "service account. With more than 3, IAM's quota `Role trust policy length` (2048 characters) must be raised.",
      default: [],
      rules: [
        rules.countBetween(0, 7, "{bad} OIDC providers were given. Give at most 7."),
        rules.unique("{bad} is given more than once. Give each OIDC provider once."),
        rules.everyMatches(
          OIDC_PROVIDER_ARN,
          `{bad} is not the ARN of an OIDC provider. Give ARNs such as ${OIDC_PROVIDER_EXAMPLE}.`,
        ),
      ],
    },
    createPodIdentityAgent: {
      type: "bool",
      description:
        "Create the add-on `eks-pod-identity-agent`, which `pod-identity` needs. A cluster has it once, and EKS Auto Mode built in. It " +
        "stays in the cluster when it is destroyed here, as other pods may use it.",
      default: false,
    },
    createPodIdentityAssociation: {
      type: "bool",
      description:
        "Create the Pod Identity association. Set it to false for one of your own, such as with a target role in another account.",
      default: true,
    },
    podIdentitySessionTags: {
      type: "bool",
      description:
        "Whether the association sends session tags, by which the role's trust is limited to one service account. Set it to false if " +
        "your own association disables them: any association of this cluster can then have the role.",
      default: true,
    },
  },
} as const;

/** eks-connector: the module's own association sends session tags. */
export const SESSION_TAGS: CrossRule = {
  at: "workloadIdentity",
  condition:
    "{workloadIdentity.podIdentitySessionTags} || !{workloadIdentity.createPodIdentityAssociation}",
  isBroken: (given) =>
    given.get("workloadIdentity.podIdentitySessionTags") === false &&
    [undefined, true].includes(
      given.get("workloadIdentity.createPodIdentityAssociation") as boolean | undefined,
    ),
  message:
    "workloadIdentity.podIdentitySessionTags is false, and the module's own association sends session tags.",
  fix: "Set workloadIdentity.createPodIdentityAssociation = false and create the association yourself, or leave both out.",
};
