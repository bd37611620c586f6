import { defineInputs } from "../../lib/inputs/declaration";
import * as rules from "../../lib/inputs/rules";
import { CHART_REPOSITORY, CONNECTOR_VERSION, IMAGE_NAME } from "../apono";
import { commonInputs, imageRepositoryInput } from "../connector-inputs";
import { namePrefixInput } from "../role-inputs";
import { DNS_LABEL, DNS_SUBDOMAIN } from "./kubernetes-names";
import { accessEntriesInput } from "./access-entries-input";
import { networkPolicyInput } from "./network-policy-input";
import { podsInput } from "./pods-input";
import { roleInput } from "./role-input";
import {
  OIDC_PROVIDER_ARN,
  OIDC_PROVIDER_EXAMPLE,
  workloadIdentityInput,
} from "./workload-identity-input";

/** How the connector's pods get the role. */
export const IDENTITIES = ["irsa", "pod-identity", "both"] as const;

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
        `{bad} is not a valid Kubernetes quantity. Give a number with its unit, such as ${example}.`,
      ),
      rules.lacks("^[0.]+([^0-9.]|$)", `{bad} is zero. Give an amount such as ${example}.`),
    ],
  }) as const;

/** The inputs of the module `eks-connector`. */
export const eksConnectorInputs = defineInputs({
  ...commonInputs("k8s-connector"),
  namePrefix: namePrefixInput(["connectorRole"]),
  role: roleInput,
  clusterName: {
    type: "string",
    description: "Name of the EKS cluster in which the connector runs.",
    rules: [
      rules.matches(
        "^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$",
        "{bad} is not a valid EKS cluster name. Give the name, not the ARN: 1 to 100 letters, digits, - and _, starting with a letter or digit.",
      ),
    ],
  },
  identity: {
    type: "string",
    description:
      "How the connector's pods assume their role: `irsa` (the cluster's OIDC provider) or `pod-identity` (EKS Pod " +
      "Identity; its agent must run in the cluster). `both` is for moving from one to the other: new pods use Pod Identity.",
    default: "irsa",
    rules: [
      rules.oneOf(
        IDENTITIES,
        `{bad} is not a valid identity. Choose ${IDENTITIES.join(", ").replace(/, (\w+)$/, " or $1")}.`,
      ),
    ],
  },
  createOidcProvider: {
    type: "bool",
    description:
      "Create the IAM OIDC provider of the cluster. IAM allows one per cluster: set it to false if the cluster has one " +
      "already, which is then looked up. No effect when oidcProviderArn is set. With `pod-identity` none is created, " +
      "and one that was created for `irsa` stays until this is false.",
    default: true,
  },
  oidcProviderArn: {
    type: "string",
    description:
      "ARN of the cluster's IAM OIDC provider, if it exists already. With createOidcProvider = false it need not be " +
      "known at plan.",
    default: null,
    rules: [
      rules.matches(
        OIDC_PROVIDER_ARN,
        `{bad} is not the ARN of an OIDC provider. Give one such as ${OIDC_PROVIDER_EXAMPLE}.`,
      ),
    ],
  },
  workloadIdentity: workloadIdentityInput,
  accessEntries: accessEntriesInput,
  namespace: {
    type: "string",
    description: "Kubernetes namespace of the connector.",
    default: "apono-connector",
    rules: [
      rules.matches(
        `^${DNS_LABEL}$`,
        "{bad} is not a valid namespace. Use 1 to 63 lower-case letters, digits and -, with a letter or digit at both ends.",
      ),
      rules.lacks(
        "^kube-",
        "{bad} starts with kube-, which Kubernetes reserves. Choose another namespace.",
      ),
    ],
  },
  releaseName: {
    type: "string",
    description:
      "Name of the Helm release and of the chart's resources. Each connector in a cluster needs its own.",
    default: "apono-connector",
    rules: [
      rules.matches(
        "^[a-z0-9]([a-z0-9-]{0,51}[a-z0-9])?$",
        "{bad} is not a valid Helm release name. Use 1 to 53 lower-case letters, digits and -, with a letter or digit at both ends.",
      ),
    ],
  },
  createNamespace: {
    type: "bool",
    description:
      "Create the namespace. Set it to false if the namespace exists already, as after the public module, whose chart " +
      "created it.",
    default: true,
  },
  serviceAccountName: {
    type: "string",
    description:
      "Kubernetes service account of the connector; the only one that can assume its role.",
    default: "apono",
    rules: [
      rules.lengthBetween(
        1,
        253,
        "{bad} is empty or too long. Service account names have 1 to 253 characters.",
      ),
      rules.matches(
        `^${DNS_SUBDOMAIN}$`,
        "{bad} is not a valid service account name. Use lower-case letters, digits, - and ., with a letter or digit at both ends.",
      ),
      rules.lacks(
        "^default$",
        "{bad} is used by every pod without its own service account: all of them could assume the role. Choose another name.",
      ),
    ],
  },
  pods: podsInput,
  networkPolicy: networkPolicyInput,
  cpu: quantity("CPU limit of an instance.", "1000m", "1000m (one core)"),
  cpuRequests: quantity("CPU request of an instance.", "500m", "500m (half a core)"),
  memory: quantity("Memory limit of an instance.", "2G", "2G or 2Gi"),
  memoryRequests: quantity("Memory request of an instance.", "1G", "1G or 1Gi"),
  connectorVersion: {
    type: "string",
    description: "Version of the connector: the image's tag.",
    default: CONNECTOR_VERSION,
    rules: [
      rules.matches(
        "^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$",
        `{bad} is not a valid image tag. Give one such as ${CONNECTOR_VERSION}.`,
      ),
    ],
  },
  imageRepository: imageRepositoryInput(
    "Repository of the connector's image, without tag. The cluster's nodes must be able to pull from a mirror.",
  ),
  chart: {
    type: "string",
    description:
      "Name of the Helm chart in chartRepository. Or a path, such as `./charts/apono-connector`, a URL (`https://` or " +
      "`oci://`), or, with an empty chartRepository, `alias/name` of a repository that Helm knows.",
    default: IMAGE_NAME,
    rules: [
      rules.matches(
        "^[^\\s]+$",
        `{bad} is not a valid chart name. Give its name in the repository, such as ${IMAGE_NAME}.`,
      ),
    ],
  },
  chartRepository: {
    type: "string",
    description:
      "URL of the Helm repository (https:// or oci://) that holds the chart. Not used when chart is a path or URL. Helm's own " +
      "login applies to a private one.",
    default: CHART_REPOSITORY,
    rules: [
      rules.matches(
        "^((https?|oci)://[^\\s@]+)?$",
        "{bad} is not a valid chart repository. Give a URL that starts with https:// or oci://, without a password.",
      ),
    ],
  },
  chartVersion: {
    type: "string",
    description:
      "Exact version of the chart. When left out, the newest at the first installation; later applies keep it.",
    default: null,
    rules: [
      rules.matches(
        "^v?[0-9]+[.][0-9]+[.][0-9]+([-+][0-9A-Za-z.+-]+)?$",
        "{bad} is not an exact version. Give one such as 1.2.3, not a range.",
      ),
    ],
  },
  helmValues: {
    type: "string",
    description:
      "Further values for the chart, as YAML; merged over the module's, key by key. The token and the service account " +
      "have their own inputs.",
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
      rules.integerFrom(
        1,
        "{bad} is not a valid timeout. Use a whole number of seconds, at least 1.",
      ),
    ],
  },
  atomic: {
    type: "bool",
    description:
      "Roll back when the pods don't become ready in time: to the release before, or uninstall at the first installation. " +
      "Requires wait.",
    default: true,
  },
});
