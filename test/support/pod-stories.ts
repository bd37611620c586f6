/** The image of the connector's container. */
export const IMAGE = "registry.apono.io/apono-connector:v1.7.8";

/** What the kubelet and the controllers say of a pod. */
export interface PodStory {
  readonly waiting?: { readonly reason: string; readonly message: string };
  /** How the run before ended. */
  readonly ended?: {
    readonly reason: string;
    readonly exitCode: number;
    readonly message?: string;
  };
  readonly unscheduled?: string;
  readonly event?: { readonly reason: string; readonly message: string };
  /** Of the Deployment. */
  readonly condition?: object;
}

/** https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff */
const pull = (message: string): PodStory => ({
  waiting: { reason: "ErrImagePull", message },
  event: { reason: "Failed", message: `Failed to pull image "${IMAGE}": ${message}` },
});
const FAILED = `failed to pull and unpack image "${IMAGE}": failed to resolve reference "${IMAGE}":`;

export const STORIES: readonly [cause: string, says: string, story: PodStory][] = [
  [
    "registry-unreachable",
    "no way out",
    pull(
      `${FAILED} failed to do request: Head "https://registry.apono.io/v2/": dial tcp 203.0.113.7:443: i/o timeout`,
    ),
  ],
  [
    "registry-refuses-token",
    "401",
    pull(
      `${FAILED} unexpected status from HEAD request to https://registry.apono.io/v2/x: 401 Unauthorized`,
    ),
  ],
  [
    "registry-refuses-token",
    "no credentials",
    pull(
      `${FAILED} pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    ),
  ],
  ["image-not-found", "a wrong version", pull(`${FAILED} ${IMAGE}: not found`)],
  [
    "dns",
    "of the registry",
    pull(
      `${FAILED} failed to do request: Head "https://registry.apono.io/v2/": dial tcp: lookup registry.apono.io on 10.0.0.2:53: no such host`,
    ),
  ],
  [
    "architecture",
    "when it is pulled",
    pull(
      `failed to pull and unpack image "${IMAGE}": no match for platform in manifest: not found`,
    ),
  ],
  // https://kubernetes.io/docs/tasks/configure-pod-container/assign-memory-resource/#exceed-a-container-s-memory-limit
  [
    "out-of-memory",
    "killed",
    {
      waiting: { reason: "CrashLoopBackOff", message: "back-off 5m0s restarting failed container" },
      ended: { reason: "OOMKilled", exitCode: 137 },
    },
  ],
  [
    "architecture",
    "when it starts",
    { ended: { reason: "Error", exitCode: 1, message: "exec /app/connector: exec format error" } },
  ],
  // https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/#my-pod-stays-pending
  [
    "no-capacity",
    "no node has room",
    {
      unscheduled:
        "0/3 nodes are available: 3 Insufficient memory. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.",
    },
  ],
  // https://docs.aws.amazon.com/eks/latest/userguide/troubleshooting.html#not-available-ip
  [
    "no-free-address",
    "the CNI has none",
    {
      event: {
        reason: "FailedCreatePodSandBox",
        message:
          'Failed to create pod sandbox: plugin type="aws-cni" name="aws-cni" failed (add): add cmd: failed to assign an IP address to container',
      },
    },
  ],
  // https://kubernetes.io/docs/concepts/policy/resource-quotas/
  [
    "quota",
    "of the namespace",
    {
      condition: {
        type: "ReplicaFailure",
        status: "True",
        reason: "FailedCreate",
        message:
          'pods "x" is forbidden: exceeded quota: small, requested: memory=1G, used: memory=2G, limited: memory=2G',
      },
    },
  ],
];
