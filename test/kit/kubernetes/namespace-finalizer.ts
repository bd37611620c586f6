import type { KubernetesClient, KubernetesObject } from "./api-client";

interface ResourceList {
  readonly resources: readonly {
    readonly name: string;
    readonly namespaced: boolean;
    readonly verbs: readonly string[];
  }[];
}

interface GroupList {
  readonly groups: readonly { readonly preferredVersion: { readonly groupVersion: string } }[];
}

/**
 * One round of what a cluster's namespace controller does: empties namespaces that are being deleted, of every kind the
 * API has, and lets those go that are empty. What has a finalizer of its own holds its namespace up, as it would there.
 */
export function namespaceFinalizer(client: KubernetesClient): () => Promise<void> {
  return async () => {
    const terminating = await client.list(
      "/api/v1/namespaces?fieldSelector=status.phase%3DTerminating",
    );
    for (const namespace of terminating) {
      if (await empty(client, namespace.metadata.name)) await finalize(client, namespace);
    }
  };
}

/** Deletes what is in a namespace; true where there was nothing. */
async function empty(client: KubernetesClient, namespace: string): Promise<boolean> {
  let nothing = true;
  for (const { api, name } of await namespacedKinds(client)) {
    const path = `${api}/namespaces/${namespace}/${name}`;
    if ((await client.list(path)).length === 0) continue;
    nothing = false;
    await client.delete(path);
  }
  return nothing;
}

async function finalize(client: KubernetesClient, namespace: KubernetesObject): Promise<void> {
  const path = `/api/v1/namespaces/${namespace.metadata.name}/finalize`;
  await client.request("PUT", path, { ...namespace, spec: { finalizers: [] } });
}

async function namespacedKinds(
  client: KubernetesClient,
): Promise<{ readonly api: string; readonly name: string }[]> {
  const { groups } = await client.get<GroupList>("/apis");
  const apis = [
    "/api/v1",
    ...groups.map((group) => `/apis/${group.preferredVersion.groupVersion}`),
  ];
  const kinds = await Promise.all(
    apis.map(async (api) => {
      const { resources } = await client.get<ResourceList>(api);
      return resources
        .filter(({ namespaced, verbs }) => namespaced && verbs.includes("deletecollection"))
        .map(({ name }) => ({ api, name }));
    }),
  );
  return kinds.flat();
}
