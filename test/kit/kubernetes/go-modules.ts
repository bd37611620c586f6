import type { GoBuild, GoFiles } from "../go-build";
import { goVersionOf, publishedGoMod } from "../go-modules";

/** Version of `kube-apiserver` that is built where the machine has none: one that EKS offers. */
export const KUBERNETES_VERSION = "1.34.2";

/** Version of `etcd` that is built where the machine has none. */
export const ETCD_VERSION = "3.6.6";

const [KUBERNETES_MAJOR, KUBERNETES_MINOR] = KUBERNETES_VERSION.split(".");

export const KUBE_APISERVER_BUILD: GoBuild = {
  name: "kube-apiserver",
  version: KUBERNETES_VERSION,
  module: kubernetesModule,
  commands: { "kube-apiserver": "k8s.io/kubernetes/cmd/kube-apiserver" },
  takes: "about four minutes on two processors",
  // Without these the server says v0.0.0-master, which charts and clients that ask for a version refuse.
  ldflags: [
    "-s -w",
    ...Object.entries({
      gitVersion: `v${KUBERNETES_VERSION}`,
      gitMajor: KUBERNETES_MAJOR,
      gitMinor: KUBERNETES_MINOR,
      gitTreeState: "clean",
    }).map(([name, value]) => `-X k8s.io/component-base/version.${name}=${value}`),
  ].join(" "),
};

export const ETCD_BUILD: GoBuild = {
  name: "etcd",
  module: {
    "go.mod": `module build\n\ngo 1.24\n\nrequire go.etcd.io/etcd/server/v3 v${ETCD_VERSION}\n`,
  },
  commands: { etcd: "go.etcd.io/etcd/server/v3" },
  takes: "about a minute",
};

/**
 * A module that depends on k8s.io/kubernetes, which is not meant to be depended on: its go.mod requires the modules of
 * its own repository as v0.0.0, and replaces them by folders that only the repository has. Each is published with the
 * matching version, v0.x.y for Kubernetes v1.x.y.
 */
async function kubernetesModule(): Promise<GoFiles> {
  const goMod = await publishedGoMod("k8s.io/kubernetes", KUBERNETES_VERSION);
  const staged = [...goMod.matchAll(/^\s*(k8s\.io\/\S+) v0\.0\.0(?=\s|$)/gm)].map(
    (match) => match[1],
  );
  const version = `v0.${KUBERNETES_VERSION.split(".").slice(1).join(".")}`;
  return {
    "go.mod": [
      "module build",
      `go ${goVersionOf(goMod)}`,
      `require k8s.io/kubernetes v${KUBERNETES_VERSION}`,
      ...staged.map((name) => `replace ${name} => ${name} ${version}`),
      "",
    ].join("\n\n"),
  };
}
