import type { Aws } from "../../aws/client";
import { type CallOutput } from "../../aws/services";
import { type Evidence, evidence } from "../evidence";

type TaskDefinition = NonNullable<CallOutput<"ecs:DescribeTaskDefinition">["taskDefinition"]>;

/** Log lines to read. */
const LINES = 20;

/**
 * The last log lines of a task.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html for the names of streams
 */
export async function lastLines(
  aws: Aws,
  definition: TaskDefinition | undefined,
  taskArn: string,
  secrets: readonly string[],
): Promise<Evidence[]> {
  const container = definition?.containerDefinitions?.[0];
  const options = container?.logConfiguration?.options ?? {};
  const group = options["awslogs-group"];
  if (container?.name === undefined || group === undefined) return [];
  const answer = await aws.find(
    "logs:GetLogEvents",
    {
      logGroupName: group,
      logStreamName: [options["awslogs-stream-prefix"], container.name, taskArn.split("/").at(-1)]
        .filter((part) => part !== undefined)
        .join("/"),
      limit: LINES,
      startFromHead: false,
    },
    // A task that did not start has no log stream.
    ["ResourceNotFoundException"],
  );
  return (answer?.events ?? []).map(({ message = "", timestamp }) =>
    evidence("log", message, timestamp === undefined ? undefined : new Date(timestamp), secrets),
  );
}
