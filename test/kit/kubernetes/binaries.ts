import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { goBuild, goBuildFolder } from "../go-build";
import { USER_CACHE_FOLDER } from "../paths";
import { ETCD_BUILD, KUBE_APISERVER_BUILD } from "./go-modules";

export { ETCD_VERSION, KUBERNETES_VERSION } from "./go-modules";

/** Paths of the binaries that a Kubernetes API needs. */
export interface KubernetesBinaries {
  readonly etcd: string;
  readonly kubeApiserver: string;
}

/** Asks for the API server where it would have to be built first. */
export const WANTED_VARIABLE = "APONO_TEST_KUBERNETES";

const BUILDS = { etcd: ETCD_BUILD, "kube-apiserver": KUBE_APISERVER_BUILD } as const;
type Binary = keyof typeof BUILDS;

/**
 * Finds `etcd` and `kube-apiserver`, each by itself: in the folder that `KUBEBUILDER_ASSETS` names, on the PATH, in the
 * user's cache; else builds it into that cache with Go.
 *
 * @throws Error with what to do where one is not to be had
 */
export async function findKubernetesBinaries(): Promise<KubernetesBinaries> {
  // One after the other: each build uses all processors by itself.
  const etcd = found("etcd") ?? (await build("etcd"));
  const kubeApiserver = found("kube-apiserver") ?? (await build("kube-apiserver"));
  return { etcd, kubeApiserver };
}

/** Which of the binaries would have to be built. */
export function missingKubernetesBinaries(): string[] {
  return (Object.keys(BUILDS) as Binary[]).filter((name) => found(name) === undefined);
}

/**
 * Whether tests that need an API server should run: where its binaries are to be had at once, or where
 * `APONO_TEST_KUBERNETES=1` asks for them, however long the build takes.
 */
export function kubernetesServerWanted(): boolean {
  return process.env[WANTED_VARIABLE] === "1" || missingKubernetesBinaries().length === 0;
}

function found(name: Binary): string | undefined {
  const folders = [
    process.env.KUBEBUILDER_ASSETS ?? "",
    ...(process.env.PATH ?? "").split(delimiter),
    goBuildFolder(BUILDS[name], USER_CACHE_FOLDER),
  ];
  return folders
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

async function build(name: Binary): Promise<string> {
  try {
    return join(await goBuild(BUILDS[name], USER_CACHE_FOLDER), name);
  } catch (cause) {
    throw new Error(
      `${name} is neither in KUBEBUILDER_ASSETS nor on the PATH, and ${(cause as Error).message}\n` +
        `Or put ${name} on the PATH (etcd: your system's package etcd-server; both: envtest's archive).`,
      { cause },
    );
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
