import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import { type Step, fail, pass, unknown } from "../step";
import { waitFor } from "../wait-for";
import type { RunContext } from "../run-context";

/** Longest time until the image is pulled and the tasks run, in minutes. */
const MINUTES = 10;

const EMULATOR_RUNS_NO_TASKS = "The emulator runs no tasks.";

/** Why no task can run; undefined if tasks can run. */
export function cannotRun(context: RunContext): string | undefined {
  const { token, env } = context.props;
  if (context.emulator !== undefined) return EMULATOR_RUNS_NO_TASKS;
  if (!token.isReal && !env["TF_VAR_imageRepository"])
    return "No task runs: Apono's registry rejects the pull with a placeholder token. Set APONO_TOKEN.";
  return undefined;
}

/** The current state of the service. @throws Error if ECS does not have it */
export async function serviceOf(context: RunContext): Promise<Service> {
  const ecs = new ECSClient(context.settings("ecs"));
  try {
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({
        cluster: context.output("cluster_arn"),
        services: [context.output("service_name")],
      }),
    );
    const [service] = services;
    if (service === undefined)
      throw new Error(`ECS has no service ${context.output("service_name")}.`);
    return service;
  } finally {
    ecs.destroy();
  }
}

/** The deployment is completed, and all tasks run. */
export const STEADY: Step<RunContext> = {
  id: "steady",
  title: "The service is steady",
  expected: "ECS reports the deployment as completed, and the desired number of tasks run.",
  check: async (context) => {
    const reason = cannotRun(context);
    if (reason !== undefined) return unknown(reason);
    const steady = await waitFor(context, "a steady service", MINUTES, async () => {
      const service = await serviceOf(context);
      return isSteady(service) ? service : undefined;
    });
    if (steady !== undefined) return pass(stateText(steady));
    const service = await serviceOf(context);
    const events = (service.events ?? []).slice(0, 3).map(({ message }) => message);
    return fail(`After ${MINUTES} minutes: ${stateText(service)} ${events.join(" ")}`);
  },
};

const primaryOf = ({ deployments = [] }: Service) =>
  deployments.find(({ status }) => status === "PRIMARY");

const isSteady = (service: Service) =>
  service.runningCount === service.desiredCount &&
  service.deployments?.length === 1 &&
  primaryOf(service)?.rolloutState === "COMPLETED";

const stateText = (service: Service) =>
  `Rollout ${primaryOf(service)?.rolloutState ?? "unknown"}; ${service.runningCount ?? 0} of ${service.desiredCount ?? 0} tasks run.`;

/** The tasks' health checks pass. */
export const HEALTHY: Step<RunContext> = {
  id: "healthy",
  title: "The tasks are healthy",
  expected: "Every task is RUNNING, and its health check (the connector's /healthz) is HEALTHY.",
  check: async (context) => {
    const reason = cannotRun(context);
    if (reason !== undefined) return unknown(reason);
    let tasks: readonly Task[] = [];
    const isHealthy = ({ lastStatus, healthStatus }: Task) =>
      lastStatus === "RUNNING" && healthStatus === "HEALTHY";
    const healthy = await waitFor(context, "healthy tasks", MINUTES, async () => {
      tasks = await tasksOf(context);
      return tasks.length > 0 && tasks.every(isHealthy) ? tasks : undefined;
    });
    const states = tasks.map(({ lastStatus, healthStatus }) => `${lastStatus}, ${healthStatus}`);
    const text = `Tasks: ${states.join("; ") || "none"}.`;
    return healthy === undefined ? fail(text) : pass(text);
  },
};

async function tasksOf(context: RunContext): Promise<readonly Task[]> {
  const ecs = new ECSClient(context.settings("ecs"));
  try {
    const cluster = context.output("cluster_arn");
    const serviceName = context.output("service_name");
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName }));
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    return tasks;
  } finally {
    ecs.destroy();
  }
}
