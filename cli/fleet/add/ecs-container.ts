import type { Part } from "./part";
import { type Values, block, json, list, number, object, text } from "./values";

/** Environment variables that the modules set. */
const OWN_VARIABLES = ["APONO_CONNECTOR_ID", "APONO_URL", "APONO_TOKEN", "TEMPLATES_PATH"];

/** The container that runs the connector, and what its inputs are. */
export interface Container {
  readonly inputs: Values;
  /** What `APONO_TOKEN` is read from; undefined where it is a plain value, as the public module had it. */
  readonly tokenFrom?: string;
  /** ARNs of further secrets. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly logGroup?: string;
}

/** Reads a task definition; undefined where none of its containers is a connector. */
export function containerOf(part: Part): Container | undefined {
  const task = part.one("aws_ecs_task_definition", "revision", "connector", "ECSTaskDefinition");
  const container = list(json(task?.["container_definitions"]))
    .map(object)
    .find((each) => "APONO_CONNECTOR_ID" in pairs(each["environment"], "value"));
  if (task === undefined || container === undefined) return undefined;
  const environment = pairs(container["environment"], "value");
  const { APONO_TOKEN: tokenFrom, ...secrets } = pairs(container["secrets"], "valueFrom");
  const logs = object(object(container["logConfiguration"])["options"]);
  return {
    tokenFrom,
    secrets,
    logGroup: text(logs["awslogs-group"]),
    inputs: {
      connectorId: environment["APONO_CONNECTOR_ID"],
      aponoUrl: environment["APONO_URL"],
      aponoTokenVersion: number(object(container["dockerLabels"])["io.apono.token-version"]),
      ...imageInputs(text(container["image"])),
      cpu: number(task["cpu"]),
      memory: number(task["memory"]),
      cpuArchitecture: text(block(task["runtime_platform"])["cpu_architecture"]),
      enableExecuteCommand: object(container["linuxParameters"])["initProcessEnabled"] === true,
      container: {
        // Never the token, which the public module has here.
        environmentVariables: without(environment, OWN_VARIABLES),
        secrets,
        stopTimeout: number(container["stopTimeout"]) ?? null,
        ephemeralStorage: number(block(task["ephemeral_storage"])["size_in_gib"]) ?? null,
        readonlyRootFilesystem: container["readonlyRootFilesystem"] === true,
        user: text(container["user"]) ?? null,
      },
    },
  };
}

/** https://docs.docker.com/reference/cli/docker/image/tag/ */
function imageInputs(image: string | undefined): Values {
  const [, imageRepository, , tag] = /^([^@]+?)(@|:(?=[^/]*$))(.+)$/.exec(image ?? "") ?? [];
  return { imageRepository, connectorVersion: tag };
}

/** ECS's lists of names and values. */
const pairs = (value: unknown, key: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    list(value)
      .map(object)
      .flatMap((each) => {
        const name = text(each["name"]);
        return name === undefined ? [] : [[name, String(each[key] ?? "")]];
      }),
  );

const without = (values: Readonly<Record<string, string>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name)));
