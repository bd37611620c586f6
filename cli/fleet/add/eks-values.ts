import { type Values, list, object, text } from "./values";

/** Inputs out of the values of the connector's chart. */
export function helmInputs(values: Values): Values {
  const { apono, image, serviceAccount, resources, replicaCount } = values;
  const { registry, name, tag } = object(image);
  const { limits, requests } = object(resources);
  const permissions = object(serviceAccount)["manageClusterRoles"];
  return {
    connectorId: object(apono)["connectorId"],
    aponoUrl: object(apono)["url"],
    imageRepository: text(registry) && text(name) && `${text(registry)}/${text(name)}`,
    connectorVersion: text(tag),
    serviceAccountName: text(object(serviceAccount)["name"]),
    withPermissions: permissions === undefined ? undefined : String(permissions) === "true",
    numberOfInstances: replicaCount,
    cpu: asText(object(limits)["cpu"]),
    memory: asText(object(limits)["memory"]),
    cpuRequests: asText(object(requests)["cpu"]),
    memoryRequests: asText(object(requests)["memory"]),
    pods: podInputs(values),
  };
}

/** YAML may have a quantity such as 1 as a number. */
const asText = (value: unknown): string | undefined =>
  value === undefined || value === null ? undefined : String(value);

const podInputs = (values: Values): Values => ({
  priorityClassName: text(values["priorityClassName"]) ?? null,
  nodeSelector: object(values["nodeSelector"]),
  tolerations: list(values["tolerations"])
    .map(object)
    .map((each) =>
      Object.fromEntries(Object.entries(each).map(([key, value]) => [key, String(value)])),
    ),
  imagePullSecrets: list(values["imagePullSecrets"]).flatMap(
    (each) => text(object(each)["name"]) ?? [],
  ),
  annotations: object(values["podAnnotations"]),
  spread: list(values["topologySpreadConstraints"]).length > 0,
});
