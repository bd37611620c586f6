import { Aws } from "../../cli/aws/client";
import { EcsReader } from "../../cli/status/ecs/reader";
import { json } from "../kit/apono-api/server";
import { emulatorEnv } from "../kit/aws-emulator";
import { startLoopbackServer } from "../kit/kubernetes/loopback-server";

/** What ECS says of a service whose tasks don't run. Times are in seconds since 1970, as the API has them. */
export interface EcsScenario {
  /** Messages of the service's events, the newest first. */
  readonly events?: readonly string[];
  readonly stopped?: readonly {
    readonly stoppedReason: string;
    readonly exitCode?: number;
    /** Of the container. */
    readonly reason?: string;
    /** Whether it got so far as to write a log. @default false */
    readonly started?: boolean;
    /** Seconds after the deployment began. @default 60 */
    readonly after?: number;
  }[];
  /** Lines of the log. */
  readonly log?: readonly string[];
  readonly rolloutStateReason?: string;
}

/** When the deployment began. */
const BEGAN = Date.parse("2026-11-28T11:00:00Z") / 1000;

const ARN = "arn:aws:ecs:us-east-1:123456789012";

/** ECS and CloudWatch Logs, which answer with a scenario. */
export async function startEcs() {
  let scenario: EcsScenario = {};
  const asked: string[] = [];
  const answers: Readonly<Record<string, (input: Record<string, unknown>) => object>> = {
    DescribeServices: () => ({ services: [serviceOf(scenario)], failures: [] }),
    DescribeTaskDefinition: () => ({ taskDefinition: TASK_DEFINITION }),
    ListTasks: ({ desiredStatus }) => ({
      taskArns:
        desiredStatus === "STOPPED"
          ? (scenario.stopped ?? []).map((_, n) => `${ARN}:task/c/${n}`)
          : [],
    }),
    DescribeTasks: () => ({ tasks: (scenario.stopped ?? []).map(taskOf), failures: [] }),
    GetLogEvents: () => ({
      events: (scenario.log ?? []).map((message) => ({ message, timestamp: BEGAN * 1000 })),
    }),
  };
  const { endpoint, stop } = await startLoopbackServer(({ headers, body }) => {
    const action = String(headers["x-amz-target"]).split(".").at(-1)!;
    asked.push(action);
    return json(answers[action]!(JSON.parse(body) as Record<string, unknown>));
  });
  return {
    asked,
    stop,
    /** A reader of what is told from now on. */
    tells: (told: EcsScenario, secrets: readonly string[] = []): EcsReader => {
      scenario = told;
      const env = emulatorEnv(endpoint);
      const aws = new Aws({ env, region: "us-east-1", progress: () => undefined });
      return new EcsReader(aws, { clusterArn: `${ARN}:cluster/c`, serviceName: "s" }, secrets);
    },
  };
}

const TASK_DEFINITION = {
  containerDefinitions: [
    {
      name: "apono-connector",
      image: "registry.apono.io/apono-connector:v1.7.8",
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": "/ecs/logs", "awslogs-stream-prefix": "ecs" },
      },
    },
  ],
};

const serviceOf = ({ events = [], rolloutStateReason }: EcsScenario) => ({
  serviceName: "s",
  status: "ACTIVE",
  taskDefinition: `${ARN}:task-definition/t:1`,
  desiredCount: 1,
  runningCount: 0,
  pendingCount: 0,
  deployments: [
    {
      status: "PRIMARY",
      createdAt: BEGAN,
      rolloutState: rolloutStateReason === undefined ? "IN_PROGRESS" : "COMPLETED",
      rolloutStateReason,
    },
  ],
  events: events.map((message, n) => ({ id: String(n), message, createdAt: BEGAN + 60 })),
});

const taskOf = (
  {
    stoppedReason,
    exitCode,
    reason,
    started,
    after = 60,
  }: NonNullable<EcsScenario["stopped"]>[number],
  n: number,
) => ({
  taskArn: `${ARN}:task/c/${n}`,
  lastStatus: "STOPPED",
  stoppedReason,
  stoppedAt: BEGAN + after,
  createdAt: BEGAN + after - 30,
  ...(started === true ? { startedAt: BEGAN + after - 20 } : {}),
  containers: [{ name: "apono-connector", exitCode, reason }],
});
