import { hasRealKubernetesPlugins } from "../kit/kubernetes-plugins";

/**
 * Tests that only the real helm and kubernetes plugins can carry. Where there are none, one test says so in the
 * report instead of silence.
 */
export function onRealPlugins(name: string, tests: () => void): void {
  if (hasRealKubernetesPlugins()) describe(name, tests);
  else
    it(`${name}: not run, for want of the real helm and kubernetes plugins`, () => {
      expect(hasRealKubernetesPlugins()).toBe(false);
    });
}
