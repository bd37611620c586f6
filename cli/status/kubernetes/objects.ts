/**
 * Objects of the Kubernetes API: the fields that are used here. https://kubernetes.io/docs/reference/kubernetes-api/
 */

export interface List<T> {
  readonly items: readonly T[];
}

interface Meta {
  readonly name: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly creationTimestamp?: string;
}

export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTransitionTime?: string;
  /** Of a Deployment. */
  readonly lastUpdateTime?: string;
}

interface Container {
  readonly image?: string;
  readonly resources?: { readonly limits?: Readonly<Record<string, string>> };
}

export interface KubernetesDeployment {
  readonly metadata: Meta;
  readonly spec: {
    readonly replicas?: number;
    readonly selector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly template: {
      readonly spec: { readonly containers: readonly Container[] };
    };
  };
  readonly status?: {
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly unavailableReplicas?: number;
    readonly conditions?: readonly Condition[];
  };
}

interface Ended {
  readonly exitCode?: number;
  readonly reason?: string;
  readonly message?: string;
  readonly finishedAt?: string;
}

export interface Pod {
  readonly metadata: Meta;
  readonly spec: { readonly containers: readonly { readonly name: string }[] };
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly Condition[];
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly restartCount?: number;
      readonly state?: { readonly waiting?: Ended; readonly terminated?: Ended };
      readonly lastState?: { readonly terminated?: Ended };
    }[];
  };
}

export interface KubernetesEvent {
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly metadata: Meta;
  readonly involvedObject: { readonly kind?: string; readonly name?: string };
}
