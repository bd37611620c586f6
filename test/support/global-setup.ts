import { KIND_VARIABLE, kubernetesPluginsKind } from "../kit/kubernetes-plugins";

/**
 * Finds out, once for a whole run, whether the real helm and kubernetes plugins are to be had: asking takes time, and a
 * test file must know at once which tests it has. Workers inherit the answer.
 */
export default async function globalSetup(): Promise<void> {
  process.env[KIND_VARIABLE] = await kubernetesPluginsKind();
}
