import * as rules from "../../lib/inputs/rules";
import { DNS_LABEL } from "./kubernetes-names";

/**
 * The policy that managing access needs: it includes the verbs `bind` and `escalate`. AmazonEKSAdminPolicy doesn't.
 * https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html,
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 */
export const ACCESS_POLICY = "AmazonEKSClusterAdminPolicy";

/** The connector's access to this cluster by its IAM role. An attribute that is left out changes nothing. */
export const accessEntriesInput = {
  type: "object",
  description:
    "Access entry for the connector's role in this cluster, with which it manages Kubernetes roles and bindings by its IAM role " +
    "instead of its service account.",
  default: {},
  attributes: {
    create: {
      type: "bool",
      description:
        "Create the access entry, with the access policy AmazonEKSClusterAdminPolicy: only it may grant what its holder does not " +
        "have. The cluster's authentication mode must be API or API_AND_CONFIG_MAP.",
      default: false,
    },
    namespaces: {
      type: "list(string)",
      description: "Namespaces that the access policy covers; the whole cluster when left out.",
      default: [],
      rules: [
        rules.unique("{bad} is given more than once. Give each namespace once."),
        rules.everyMatches(
          `^${DNS_LABEL}$`,
          "{bad} is not a valid namespace. Use 1 to 63 lower-case letters, digits and -, with a letter or digit at both ends.",
        ),
      ],
    },
  },
} as const;
