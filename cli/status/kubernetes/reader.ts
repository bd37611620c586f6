import type { KubernetesPlace } from "../deployment";
import { type Evidence, type EvidenceSource, evidence, withoutRepetition } from "../evidence";
import { type Runtime, RuntimeFailure, type RuntimeReader } from "../runtime";
import { versionIn } from "../version";
import type { KubernetesApi } from "./api";
import type { Condition, KubernetesDeployment, KubernetesEvent, List, Pod } from "./objects";

/**
 * The annotation that Helm adds to every object of a release.
 * https://helm.sh/docs/topics/charts/#helm-managed-resources
 */
const RELEASE = "meta.helm.sh/release-name";

/** Log lines and events to read. */
const LINES = 20;

/** The connector's Deployment in a cluster. */
export class KubernetesReader implements RuntimeReader {
  /** @param secrets values to mask in the log */
  constructor(
    private readonly api: () => Promise<KubernetesApi>,
    private readonly place: KubernetesPlace,
    private readonly secrets: readonly string[],
  ) {}

  async look(): Promise<Runtime> {
    const { metadata, spec, status = {} } = await this.deployment();
    const desired = spec.replicas ?? 1;
    const ready = status.readyReplicas ?? 0;
    const { image, resources } = spec.template.spec.containers[0] ?? {};
    const progress = status.conditions?.find(({ type }) => type === "Progressing");
    return {
      kind: "kubernetes",
      name: metadata.name,
      desired,
      running: ready,
      pending: status.unavailableReplicas ?? 0,
      rollout: isGivenUp(status.conditions)
        ? "failed"
        : ready >= desired && (status.updatedReplicas ?? 0) >= desired
          ? "completed"
          : "in-progress",
      image,
      version: image === undefined ? undefined : versionIn(image),
      cpu: resources?.limits?.["cpu"],
      memory: resources?.limits?.["memory"],
      changedAt: progress?.lastUpdateTime,
    };
  }

  async evidence(): Promise<readonly Evidence[]> {
    const deployment = await this.deployment();
    const pods = await this.pods(deployment);
    const names = [deployment.metadata.name, ...pods.map(({ metadata }) => metadata.name)];
    const { items: events } = await this.get<List<KubernetesEvent>>("/api/v1", "/events");
    const warnings = events
      .filter(
        ({ type, involvedObject: { name = "" } }) =>
          // A ReplicaSet's name begins with its Deployment's.
          type === "Warning" &&
          names.some((each) => name === each || name.startsWith(`${deployment.metadata.name}-`)),
      )
      .map((event) => ({ ...event, at: timeOf(event) }))
      .sort((one, other) => other.at.localeCompare(one.at))
      .slice(0, LINES);
    return withoutRepetition([
      ...pods.flatMap((pod) => this.ofPod(pod)),
      ...warnings.map(({ reason, message, at }) =>
        this.toEvidence("event", `${reason}: ${message}`, at),
      ),
      ...(deployment.status?.conditions ?? [])
        .filter(({ type, status }) => isBad(type, status))
        .map((each) => this.ofCondition("rollout", each)),
      ...(await this.log(pods)),
    ]);
  }

  private readonly toEvidence = (source: EvidenceSource, text: string, at?: string) =>
    evidence(source, text, at, this.secrets);

  private ofCondition(
    source: EvidenceSource,
    { type, reason, message, lastTransitionTime }: Condition,
  ): Evidence {
    return this.toEvidence(source, `${reason ?? type}: ${message ?? ""}`, lastTransitionTime);
  }

  /** https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/ */
  private ofPod({ metadata, status = {} }: Pod): Evidence[] {
    const containers = (status.containerStatuses ?? []).flatMap(({ state, lastState }) =>
      [state?.waiting, state?.terminated, lastState?.terminated].flatMap((each) =>
        each === undefined || each.reason === "ContainerCreating"
          ? []
          : [
              this.toEvidence(
                "instance",
                [
                  `Pod ${metadata.name}`,
                  each.reason,
                  each.exitCode === undefined ? undefined : `exit code ${each.exitCode}`,
                  each.message,
                ]
                  .filter((part) => part !== undefined && part !== "")
                  .join(": "),
                each.finishedAt,
              ),
            ],
      ),
    );
    const unscheduled = (status.conditions ?? [])
      .filter((each) => each.type === "PodScheduled" && each.status === "False")
      .map((each) => this.ofCondition("instance", each));
    return [...containers, ...unscheduled];
  }

  /** The log of the first pod that wrote one; of its previous container if it was restarted. */
  private async log(pods: readonly Pod[]): Promise<Evidence[]> {
    for (const { metadata, spec, status } of pods) {
      const container = status?.containerStatuses?.[0];
      if (container === undefined) continue;
      const query = new URLSearchParams({
        container: spec.containers[0]?.name ?? container.name,
        tailLines: String(LINES),
        previous: String((container.restartCount ?? 0) > 0),
      });
      const text = await (
        await this.api()
      )
        .text(`${this.path("/api/v1")}/pods/${metadata.name}/log?${query}`)
        // The API returns an error for a container that has not started yet.
        .catch(() => "");
      const lines = text.split("\n").filter((line) => line.trim() !== "");
      if (lines.length > 0) return lines.map((line) => this.toEvidence("log", line));
    }
    return [];
  }

  private async deployment(): Promise<KubernetesDeployment> {
    const { clusterName, namespace, releaseName } = this.place;
    const { items } = await this.get<List<KubernetesDeployment>>("/apis/apps/v1", "/deployments");
    const found = items.find(({ metadata }) => metadata.annotations?.[RELEASE] === releaseName);
    if (found !== undefined) return found;
    throw new RuntimeFailure(
      "absent",
      `The cluster ${clusterName} has no Deployment of the release ${releaseName} in the namespace ${namespace}.`,
      "Deploy the stack again: the release was deleted outside Terraform.",
    );
  }

  private async pods({ spec }: KubernetesDeployment): Promise<readonly Pod[]> {
    const labels = Object.entries(spec.selector.matchLabels ?? {}).map(
      ([name, value]) => `${name}=${value}`,
    );
    const query = new URLSearchParams({ labelSelector: labels.join(",") });
    const { items } = await this.get<List<Pod>>("/api/v1", `/pods?${query}`);
    const time = ({ metadata }: Pod) => metadata.creationTimestamp ?? "";
    return [...items].sort((one, other) => time(other).localeCompare(time(one)));
  }

  private async get<T>(group: string, resource: string): Promise<T> {
    return (await this.api()).get<T>(this.path(group) + resource);
  }

  private readonly path = (group: string) =>
    `${group}/namespaces/${encodeURIComponent(this.place.namespace)}`;
}

const isBad = (type: string, status: string): boolean =>
  type === "ReplicaFailure" ? status === "True" : status === "False";

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#failed-deployment */
const isGivenUp = (conditions: readonly Condition[] = []): boolean =>
  conditions.some(({ reason }) => reason === "ProgressDeadlineExceeded");

const timeOf = ({ lastTimestamp, eventTime, metadata }: KubernetesEvent): string =>
  lastTimestamp ?? eventTime ?? metadata.creationTimestamp ?? "";
