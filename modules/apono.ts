/** What Apono publishes and runs. */

/** Host of the registry that holds the connector's image. */
export const REGISTRY = "registry.apono.io";

/** Name of the connector's image, and of its Helm chart. */
export const IMAGE_NAME = "apono-connector";

/** The connector's image, without tag. */
export const IMAGE_REPOSITORY = `${REGISTRY}/${IMAGE_NAME}`;

/** A text that names the connector's image, wherever it is mirrored to. */
export const IMAGE_PATTERN = new RegExp(
  `(^|/)${IMAGE_NAME}(?![\\w-])|${REGISTRY.replaceAll(".", "\\.")}`,
);

/** Image repositories that Apono runs, as a regular expression: the only ones that are ever sent the token. */
export const OWN_REPOSITORIES = "^([a-z0-9-]+\\.)*apono\\.io(:[0-9]+)?/";

/** The newest version of the connector that the modules were tested with: the image's tag. */
export const CONNECTOR_VERSION = "v1.7.8";

/** The Helm repository that holds the chart. */
export const CHART_REPOSITORY = "https://apono-io.github.io/apono-helm-charts/";

/** Host of Apono's API. */
export const API_HOST = "api.apono.io";
