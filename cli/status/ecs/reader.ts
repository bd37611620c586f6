import type { Aws } from "../../aws/client";
import type { CallOutput } from "../../aws/services";
import type { EcsPlace } from "../deployment";
import { type Evidence, evidence, withoutRepetition } from "../evidence";
import { type Runtime, RuntimeFailure, type RuntimeReader } from "../runtime";
import { versionIn } from "../version";
import { lastLines } from "./logs";

type Service = NonNullable<CallOutput<"ecs:DescribeServices">["services"]>[number];
type Task = NonNullable<CallOutput<"ecs:DescribeTasks">["tasks"]>[number];

/** Tasks and events to read; more only repeat the same messages. */
const TASKS = 10;

/**
 * ECS's message about a failed deployment.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
const GIVEN_UP = /circuit breaker|roll(ing|ed) back|rollback/i;

/** The connector's service on ECS. */
export class EcsReader implements RuntimeReader {
  /** @param secrets values to mask in the log */
  constructor(
    private readonly aws: Aws,
    private readonly place: EcsPlace,
    private readonly secrets: readonly string[],
  ) {}

  async look(): Promise<Runtime> {
    const service = await this.service();
    const taskDefinition = await this.definition(service);
    const image = taskDefinition?.containerDefinitions?.[0]?.image;
    return {
      kind: "ecs",
      name: this.place.serviceName,
      desired: service.desiredCount ?? 0,
      running: service.runningCount ?? 0,
      pending: service.pendingCount ?? 0,
      rollout: rolloutOf(service),
      image,
      version: image === undefined ? undefined : versionIn(image),
      cpu: taskDefinition?.cpu,
      memory: taskDefinition?.memory,
      changedAt: primaryOf(service)?.createdAt?.toISOString(),
    };
  }

  async evidence(): Promise<readonly Evidence[]> {
    const service = await this.service();
    const since = beginning(service);
    const isRecent = (at: Date | undefined) => at === undefined || at >= since;
    const stopped = (await this.tasks("STOPPED")).filter(({ stoppedAt }) => isRecent(stoppedAt));
    const running = await this.tasks("RUNNING");
    const events = (service.events ?? [])
      .filter(({ createdAt, message = "" }) => isRecent(createdAt) && !isOrdinary(message))
      .slice(0, TASKS)
      .map(({ message = "", createdAt }) => this.toEvidence("event", message, createdAt));
    const rollout = (service.deployments ?? []).flatMap(({ rolloutStateReason: reason }) =>
      reason !== undefined && GIVEN_UP.test(reason) ? [this.toEvidence("rollout", reason)] : [],
    );
    // The newest task that started, and so may have logged something.
    const logged = [...stopped, ...running].find(({ startedAt }) => startedAt !== undefined);
    return withoutRepetition([
      ...stopped.flatMap((task) => this.stoppedBecause(task)),
      ...events,
      ...rollout,
      ...(logged?.taskArn === undefined
        ? []
        : await lastLines(this.aws, await this.definition(service), logged.taskArn, this.secrets)),
    ]);
  }

  private readonly toEvidence = (
    source: "event" | "rollout" | "instance",
    text: string,
    at?: Date,
  ) => evidence(source, text, at, this.secrets);

  private async service(): Promise<Service> {
    const { clusterArn, serviceName } = this.place;
    const answer = await this.aws.find(
      "ecs:DescribeServices",
      { cluster: clusterArn, services: [serviceName] },
      ["ClusterNotFoundException"],
    );
    const service = answer?.services?.[0];
    if (service === undefined || service.status === "INACTIVE")
      throw new RuntimeFailure(
        "absent",
        `ECS has no service ${serviceName} in ${clusterArn}.`,
        "Deploy the stack again: the service was deleted outside Terraform.",
      );
    return service;
  }

  private async definition({ taskDefinition }: Service) {
    return (await this.aws.call("ecs:DescribeTaskDefinition", { taskDefinition })).taskDefinition;
  }

  /** Newest first. */
  private async tasks(desiredStatus: "RUNNING" | "STOPPED"): Promise<readonly Task[]> {
    const { clusterArn: cluster, serviceName } = this.place;
    const { taskArns = [] } = await this.aws.call("ecs:ListTasks", {
      cluster,
      serviceName,
      desiredStatus,
    });
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await this.aws.call("ecs:DescribeTasks", { cluster, tasks: taskArns });
    const time = ({ stoppedAt, createdAt }: Task) => (stoppedAt ?? createdAt)?.getTime() ?? 0;
    return [...tasks].sort((one, other) => time(other) - time(one)).slice(0, TASKS);
  }

  /** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
  private stoppedBecause({ stoppedReason = "", stoppedAt, containers = [] }: Task): Evidence[] {
    const ended = containers.flatMap(({ name, exitCode, reason }) =>
      reason === undefined && (exitCode === undefined || exitCode === 0)
        ? []
        : [
            [
              `Container ${name}`,
              ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
              ...(reason === undefined ? [] : [reason]),
            ].join(": "),
          ],
    );
    // A replaced task does not say why.
    const isReplaced = /^Scaling activity initiated by/.test(stoppedReason) && ended.length === 0;
    return isReplaced || stoppedReason + ended.join("") === ""
      ? []
      : [stoppedReason, ...ended]
          .filter((text) => text !== "")
          .map((text) => this.toEvidence("instance", text, stoppedAt));
  }
}

/** The current deployment. */
const primaryOf = ({ deployments = [] }: Service) =>
  deployments.find(({ status }) => status === "PRIMARY");

function rolloutOf(service: Service): Runtime["rollout"] {
  const { deployments = [], desiredCount, runningCount } = service;
  const primary = primaryOf(service);
  const isGivenUp = deployments.some(
    ({ rolloutState, rolloutStateReason = "" }) =>
      rolloutState === "FAILED" || GIVEN_UP.test(rolloutStateReason),
  );
  if (isGivenUp) return "failed";
  const isDone =
    primary?.rolloutState === undefined
      ? runningCount === desiredCount
      : primary.rolloutState === "COMPLETED";
  return isDone ? "completed" : "in-progress";
}

/** When the current deployment began: older problems may be fixed. */
function beginning(service: Service): Date {
  const { deployments = [] } = service;
  const isGivenUp = deployments.some((each) => GIVEN_UP.test(each.rolloutStateReason ?? ""));
  // A failed deployment began before the one that it was rolled back to.
  if (isGivenUp) return new Date(0);
  return primaryOf(service)?.createdAt ?? new Date(0);
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html */
const isOrdinary = (message: string): boolean =>
  /has reached a steady state|has started \d+ tasks|deployment .* completed|has stopped \d+ running tasks|registered \d+ targets/.test(
    message,
  );
