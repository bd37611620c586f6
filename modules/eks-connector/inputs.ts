import { type PropsOf, defineInputs } from "../../lib/inputs/declaration";
import * as rules from "../../lib/inputs/rules";
import { CHART_REPOSITORY, CONNECTOR_VERSION, IMAGE_NAME } from "../apono";
import { commonInputs, imageRepositoryInput } from "../connector-inputs";

/** How the connector's pods get the role. */
export const IDENTITIES = ["irsa", "pod-identity"] as const;

/** A label as Kubernetes takes it. https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const DNS_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

/** A Kubernetes quantity without a sign. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
const QUANTITY = "^([0-9]+([.][0-9]*)?|[.][0-9]+)([eE][+-]?[0-9]+|[numkMGTPE]|[KMGTPE]i)?$";

const quantity = (description: string, value: string, example: string) =>
  ({
    type: "string",
    description,
    default: value,
    rules: [
      rules.matches(
        QUANTITY,
        `{bad} is no quantity that Kubernetes can read. Give a number with its unit, such as ${example}.`,
      ),
      rules.lacks(
        "^[0.]+([^0-9.]|$)",
        `{bad} is nothing at all. Give an amount such as ${example}.`,
      ),
    ],
  }) as const;

/** The inputs of the module `eks-connector`. */
export const eksConnectorInputs = defineInputs({
  ...commonInputs("k8s-connector"),
  clusterName: {
    type: "string",
    description: "Name of the EKS cluster in which the connector runs.",
    rules: [
      rules.matches(
        "^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$",
        "{bad} can't be an EKS cluster's name. Give the name (no ARN): 1 to 100 letters, digits, - and _, a letter or digit first.",
      ),
    ],
  },
  identity: {
    type: "string",
    description:
      "How the connector's pods get their role: `irsa` (the cluster's OIDC provider) or `pod-identity` (EKS Pod " +
      "Identity; its agent must run in the cluster).",
    default: "irsa",
    rules: [
      rules.oneOf(
        IDENTITIES,
        `{bad} is no way for pods to get a role. Choose ${IDENTITIES.join(" or ")}.`,
      ),
    ],
  },
  createOidcProvider: {
    type: "bool",
    description:
      "Make the IAM OIDC provider of the cluster. IAM takes one per cluster: set it to false where the cluster has " +
      "one already, and it is looked up. Without effect when oidcProviderArn is given. With `pod-identity` none is " +
      "made, and one that was made for `irsa` stays until this is false.",
    default: true,
  },
  oidcProviderArn: {
    type: "string",
    description:
      "ARN of the cluster's IAM OIDC provider, where it exists already. Together with createOidcProvider = false it " +
      "may be known after apply only.",
    default: null,
    rules: [
      rules.matches(
        "^arn:aws[a-z-]*:iam::[0-9]{12}:oidc-provider/[^\\s]+$",
        "{bad} is no OIDC provider's ARN. Give one such as arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD.",
      ),
    ],
  },
  namespace: {
    type: "string",
    description: "Kubernetes namespace of the connector.",
    default: "apono-connector",
    rules: [
      rules.matches(
        `^${DNS_LABEL}$`,
        "{bad} can't name a namespace. Kubernetes takes 1 to 63 lower-case letters, digits and -, beginning and ending with a letter or digit.",
      ),
      rules.lacks(
        "^kube-",
        "{bad} begins with kube-, which Kubernetes keeps for itself. Choose another namespace.",
      ),
    ],
  },
  releaseName: {
    type: "string",
    description:
      "Name of the Helm release, and of what the chart makes. A second connector in the same cluster needs another.",
    default: "apono-connector",
    rules: [
      rules.matches(
        "^[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$",
        "{bad} can't name a Helm release. Use 1 to 53 lower-case letters, digits and -, beginning and ending with a letter or digit.",
      ),
    ],
  },
  createNamespace: {
    type: "bool",
    description:
      "Make the namespace. False where it exists already, and for everyone who comes from the public module: there " +
      "the chart made it.",
    default: true,
  },
  serviceAccountName: {
    type: "string",
    description:
      "Kubernetes service account of the connector; the only one that may take its role.",
    default: "apono",
    rules: [
      rules.lengthBetween(
        1,
        253,
        "{bad} is too long or empty. Kubernetes takes service account names of 1 to 253 characters.",
      ),
      rules.matches(
        `^${DNS_LABEL}([.]${DNS_LABEL})*$`,
        "{bad} can't name a service account. Kubernetes takes lower-case letters, digits, - and ., beginning and ending with a letter or digit.",
      ),
      rules.lacks(
        "^default$",
        "{bad} is what every pod of the namespace runs as that names no other: all of them could take the role. Choose another name.",
      ),
    ],
  },
  cpu: quantity("CPU that an instance may use at most.", "1000m", "1000m (one core)"),
  cpuRequests: quantity("CPU that is kept free for an instance.", "500m", "500m (half a core)"),
  memory: quantity("Memory that an instance may use at most.", "2G", "2G or 2Gi"),
  memoryRequests: quantity("Memory that is kept free for an instance.", "1G", "1G or 1Gi"),
  connectorVersion: {
    type: "string",
    description: "Version of the connector: the image's tag.",
    default: CONNECTOR_VERSION,
    rules: [
      rules.matches(
        "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$",
        `{bad} is no image tag. Give one such as ${CONNECTOR_VERSION}.`,
      ),
    ],
  },
  imageRepository: imageRepositoryInput(
    "Where the connector's image is pulled from, without tag. The cluster's nodes must be able to pull from a mirror.",
  ),
  chart: {
    type: "string",
    description:
      "Name of the Helm chart in chartRepository; with an empty chartRepository a path or an URL of the chart itself.",
    default: IMAGE_NAME,
    rules: [
      rules.matches(
        "^[^\\s]+$",
        `{bad} can't be a chart. Give its name in the repository, such as ${IMAGE_NAME}.`,
      ),
    ],
  },
  chartRepository: {
    type: "string",
    description:
      "URL of the Helm repository (https:// or oci://) that holds the chart. Empty when chart says all.",
    default: CHART_REPOSITORY,
    rules: [
      rules.matches(
        "^((https?|oci)://[^\\s@]+)?$",
        "{bad} is no chart repository. Give an URL that begins with https:// or oci://, without a password in it.",
      ),
    ],
  },
  chartVersion: {
    type: "string",
    description:
      "Exact version of the chart. When left out, the newest at the time of the first installation, which then stays: " +
      "no later apply changes the chart by itself.",
    default: null,
    rules: [
      rules.matches(
        "^v?[0-9]+[.][0-9]+[.][0-9]+([-+][0-9A-Za-z.+-]+)?$",
        "{bad} is no exact version. Give one such as 1.2.3, no range.",
      ),
    ],
  },
  helmValues: {
    type: "string",
    description:
      "Further values for the chart, as YAML; merged over what the module gives, key by key. The token and the service " +
      "account have inputs of their own.",
    default: "",
  },
  wait: {
    type: "bool",
    description: "Wait until the connector's pods are ready before the apply ends.",
    default: true,
  },
  timeout: {
    type: "number",
    description: "How long to wait for the chart to become ready, in seconds.",
    default: 300,
    rules: [
      rules.integerFrom(1, "{bad} is no time to wait. Give a whole number of seconds from 1 up."),
    ],
  },
  atomic: {
    type: "bool",
    description:
      "Roll back when the pods don't become ready in time: to the release before, and to nothing at the first " +
      "installation. Needs wait.",
    default: true,
  },
});

/** Props of {@link EksConnector}. */
export type EksConnectorProps = PropsOf<typeof eksConnectorInputs>;
