import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  type Service,
  type Task,
} from "@aws-sdk/client-ecs";
import { type Step, fail, pass, untold } from "../step";
import { eventually } from "../waiting";
import type { World } from "../world";

/** The image is pulled and the tasks start within this time. */
const MINUTES = 10;

const EMULATOR_RUNS_NOTHING = "The emulator runs no task: it only notes the service.";

/** Why no task can run, where that is so. */
export function cannotRun(world: World): string | undefined {
  const { token, env } = world.props;
  if (world.emulator !== undefined) return EMULATOR_RUNS_NOTHING;
  if (!token.isReal && !env["TF_VAR_imageRepository"])
    return "Without a real token Apono's registry gives no image, so no task runs. Set APONO_TOKEN.";
  return undefined;
}

/** The service as ECS has it now. */
export async function serviceOf(world: World): Promise<Service> {
  const ecs = new ECSClient(world.settings("ecs"));
  try {
    const { services = [] } = await ecs.send(
      new DescribeServicesCommand({
        cluster: world.output("cluster_arn"),
        services: [world.output("service_name")],
      }),
    );
    const [service] = services;
    if (service === undefined)
      throw new Error(`ECS has no service ${world.output("service_name")}.`);
    return service;
  } finally {
    ecs.destroy();
  }
}

/** The service runs what it should. */
export const STEADY: Step<World> = {
  id: "steady",
  title: "The service is steady",
  expected: "ECS says that the deployment is completed, and as many tasks run as were asked for.",
  check: async (world) => {
    const reason = cannotRun(world);
    if (reason !== undefined) return untold(reason);
    const steady = await eventually(world, "a steady service", MINUTES, async () => {
      const service = await serviceOf(world);
      return isSteady(service) ? service : undefined;
    });
    if (steady !== undefined) return pass(stateText(steady));
    const service = await serviceOf(world);
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

/** The connector says of itself that it is well. */
export const HEALTHY: Step<World> = {
  id: "healthy",
  title: "The task runs and is healthy",
  expected: "Every task is RUNNING, and its health check (the connector's /healthz) says HEALTHY.",
  check: async (world) => {
    const reason = cannotRun(world);
    if (reason !== undefined) return untold(reason);
    let tasks: readonly Task[] = [];
    const isWell = ({ lastStatus, healthStatus }: Task) =>
      lastStatus === "RUNNING" && healthStatus === "HEALTHY";
    const well = await eventually(world, "healthy tasks", MINUTES, async () => {
      tasks = await tasksOf(world);
      return tasks.length > 0 && tasks.every(isWell) ? tasks : undefined;
    });
    const told = tasks.map(({ lastStatus, healthStatus }) => `${lastStatus}, ${healthStatus}`);
    const text = `Tasks: ${told.join("; ") || "none"}.`;
    return well === undefined ? fail(text) : pass(text);
  },
};

async function tasksOf(world: World): Promise<readonly Task[]> {
  const ecs = new ECSClient(world.settings("ecs"));
  try {
    const cluster = world.output("cluster_arn");
    const serviceName = world.output("service_name");
    const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName }));
    if (taskArns.length === 0) return [];
    const { tasks = [] } = await ecs.send(new DescribeTasksCommand({ cluster, tasks: taskArns }));
    return tasks;
  } finally {
    ecs.destroy();
  }
}
