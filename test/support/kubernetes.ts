import { hasRealKubernetesPlugins } from "../kit/kubernetes-plugins";
import {
  kubernetesServerWanted,
  missingKubernetesBinaries,
  WANTED_VARIABLE,
} from "../kit/kubernetes/binaries";

/**
 * Tests that need a Kubernetes API server. Building one takes minutes, so where its binaries are not to be had at once
 * they run only when they are asked for or the real plugins are there to be tried with it; else one test in their place
 * says so.
 */
export function describeWithKubernetes(name: string, tests: () => void): void {
  describe(name, () => {
    if (kubernetesServerWanted() || hasRealKubernetesPlugins()) return tests();
    it(`needs an API server, which is not on this machine (${WANTED_VARIABLE}=1 builds it)`, () => {
      expect(missingKubernetesBinaries()).not.toEqual([]);
    });
  });
}
