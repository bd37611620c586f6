import { createHash } from "node:crypto";
import type { KubernetesClient, KubernetesObject } from "./api-client";

const REVISION = "deployment.kubernetes.io/revision";
const HASH = "pod-template-hash";

/** Which Deployments' pods would start; those of the others never get ready. */
export type StartsUp = (deployment: KubernetesObject) => boolean;

/**
 * One round of what a cluster's controllers and nodes make of Deployments, with no pods: a ReplicaSet for each pod
 * template, the newest scaled up and ready, and a status that says so. ReplicaSets of deleted Deployments go.
 *
 * Helm waits for both: the ReplicaSet whose template is the Deployment's, and generations that were observed.
 */
export function deploymentController(
  client: KubernetesClient,
  startsUp: StartsUp = () => true,
): () => Promise<void> {
  return async () => {
    const deployments = await client.list("/apis/apps/v1/deployments");
    const replicaSets = await client.list("/apis/apps/v1/replicasets");
    for (const deployment of deployments) {
      const isRunning = deployment.metadata.deletionTimestamp === undefined;
      if (isRunning && !deployment.spec.paused && startsUp(deployment)) {
        await rollOut(client, deployment, replicaSets.filter(isOwnedBy(deployment)));
      }
    }
    const uids = new Set(deployments.map(({ metadata }) => metadata.uid));
    for (const replicaSet of replicaSets) {
      const owners = replicaSet.metadata.ownerReferences ?? [];
      if (owners.length > 0 && !owners.some(({ uid }) => uids.has(uid))) {
        await client.delete(pathOf("replicasets", replicaSet));
      }
    }
  };
}

async function rollOut(
  client: KubernetesClient,
  deployment: KubernetesObject,
  owned: readonly KubernetesObject[],
): Promise<void> {
  const { replicas, template } = deployment.spec;
  const hash = createHash("sha256").update(JSON.stringify(template)).digest("hex").slice(0, 10);
  const isNewest = ({ metadata }: KubernetesObject): boolean => metadata.labels?.[HASH] === hash;
  const newest = owned.find(isNewest);
  if (newest !== undefined && owned.every(isSettled) && isSettled(deployment)) return;

  for (const old of owned.filter((replicaSet) => !isNewest(replicaSet))) {
    await scale(client, old, 0);
  }
  const revision = String(owned.length + (newest === undefined ? 1 : 0));
  await scale(
    client,
    newest ?? (await createReplicaSet(client, deployment, hash, revision)),
    replicas,
  );
  const path = pathOf("deployments", deployment);
  // Counts as a new generation where it changes.
  const current = await client.patch(path, { metadata: { annotations: { [REVISION]: revision } } });
  await client.patch(`${path}/status`, {
    status: {
      ...ready(current, replicas),
      updatedReplicas: replicas,
      unavailableReplicas: null,
      conditions: [
        { type: "Available", status: "True", reason: "MinimumReplicasAvailable" },
        { type: "Progressing", status: "True", reason: "NewReplicaSetAvailable" },
      ],
    },
  });
}

function createReplicaSet(
  client: KubernetesClient,
  deployment: KubernetesObject,
  hash: string,
  revision: string,
): Promise<KubernetesObject> {
  const { name, namespace, uid } = deployment.metadata;
  const { replicas, selector, template } = deployment.spec;
  const labels = { ...template.metadata.labels, [HASH]: hash };
  return client.create(`/apis/apps/v1/namespaces/${namespace}/replicasets`, {
    metadata: {
      name: `${name}-${hash}`,
      labels,
      annotations: { [REVISION]: revision },
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "Deployment", name, uid: uid ?? "", controller: true },
      ],
    },
    spec: {
      replicas,
      selector: { matchLabels: { ...selector.matchLabels, [HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  });
}

async function scale(
  client: KubernetesClient,
  replicaSet: KubernetesObject,
  replicas: number,
): Promise<void> {
  const path = pathOf("replicasets", replicaSet);
  const scaled = await client.patch(path, { spec: { replicas } });
  await client.patch(`${path}/status`, { status: ready(scaled, replicas) });
}

const ready = ({ metadata }: KubernetesObject, replicas: number) => ({
  observedGeneration: metadata.generation,
  replicas,
  readyReplicas: replicas,
  availableReplicas: replicas,
});

function isSettled({ metadata, status }: KubernetesObject): boolean {
  return status?.observedGeneration === metadata.generation;
}

function isOwnedBy(owner: KubernetesObject): (object: KubernetesObject) => boolean {
  return ({ metadata }) =>
    metadata.ownerReferences?.some(({ uid }) => uid === owner.metadata.uid) ?? false;
}

function pathOf(resource: string, { metadata }: KubernetesObject): string {
  return `/apis/apps/v1/namespaces/${metadata.namespace}/${resource}/${metadata.name}`;
}
