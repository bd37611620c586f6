import { nameOf } from "../../../modules/naming";
import { placeIn } from "./arn";
import { type Container, containerOf } from "./ecs-container";
import { networkInputs } from "./ecs-network";
import { nameEnds } from "./names";
import type { Part } from "./part";
import {
  assumedRolesPath,
  connectorRoleInputs,
  permissionInputs,
  publicSets,
  statementsOf,
  textsOf,
} from "./policies";
import type { Told } from "./told";
import { type Values, block, list, number, object, text, texts } from "./values";

/** Names of the ECS service: this module's, and the public one's. */
export const ECS_SERVICE = { own: "connector", public: "ECSService" } as const;

/** Reads a connector on ECS, of this module or the public one; undefined where there is none. */
export function readEcsConnector(part: Part): Told | undefined {
  const service = part.one("aws_ecs_service", ...Object.values(ECS_SERVICE));
  const container = containerOf(part);
  if (service === undefined || container === undefined) return undefined;
  const isPublic = part.has("aws_ecs_service", ECS_SERVICE.public);
  const common = {
    module: "ecs-connector",
    ...placeIn(text(service["id"])),
    tags: object(service["tags"]) as Told["tags"],
  } as const;
  return isPublic
    ? { ...common, ...readPublic(part, service, container) }
    : { ...common, ...readOwn(part, service, container) };
}

/** What the public module has inputs for. */
function readPublic(part: Part, service: Values, { inputs }: Container) {
  const { connectorId, connectorVersion, imageRepository, aponoUrl, cpu, memory } = inputs;
  const network = networkInputs(part, service);
  const isPublic = block(service["network_configuration"])["assign_public_ip"] === true;
  return {
    inputs: {
      ...{ connectorId, connectorVersion, imageRepository, aponoUrl, cpu, memory },
      ...nameInputs(part, service),
      subnetIds: network["subnetIds"],
      // Its default was true, also for subnets where an address has no use; here it comes from the routes.
      assignPublicIp: isPublic ? null : false,
      numberOfInstances: service["desired_count"],
      logGroupRetentionInDays: part.one("aws_cloudwatch_log_group")?.["retention_in_days"],
      ...permissionInputs(publicSets(part)),
    },
    notes: [
      "It is the public module's. The plan changes only what docs/upgrade-from-public-module.md lists; rotate its token afterwards, which the old state has in plain text.",
    ],
  };
}

function readOwn(part: Part, service: Values, container: Container) {
  const secret = part.one("aws_secretsmanager_secret", "token");
  return {
    inputs: {
      ...container.inputs,
      ...nameInputs(part, service),
      ...networkInputs(part, service),
      ...serviceInputs(part, service),
      ...logInputs(part, container),
      ...keyInputs(part, container, secret),
      ...roleInputs(part),
      alerts: alertsOf(part),
    },
    tokenSecretArn:
      secret === undefined ? container.tokenFrom?.split(":").slice(0, 7).join(":") : undefined,
    notes: [],
  };
}

function nameInputs(part: Part, service: Values): Values {
  const ends = nameEnds("service", text(service["name"]));
  const role = text(part.one("aws_iam_role", "connector", "IAMRole")?.["name"]);
  const usual = ends && nameOf("connectorRole", ends.suffix, ends.prefix);
  return {
    namePrefix: ends && (ends.prefix || null),
    nameSuffix: ends?.suffix,
    roleName: role === usual ? null : role,
  };
}

function serviceInputs(part: Part, service: Values): Values {
  const cluster = part.one("aws_ecs_cluster", "connector");
  const insights = list(cluster?.["setting"])
    .map(object)
    .find(({ name }) => name === "containerInsights")?.["value"];
  const asked = part.outputs["number_of_instances"];
  return {
    clusterArn: cluster === undefined ? service["cluster"] : null,
    // What AWS says without a setting, too.
    containerInsights: insights === "disabled" ? null : (insights ?? null),
    scaledOutside: part.data("aws_ecs_service", "current").length > 0,
    numberOfInstances: typeof asked === "number" ? asked : service["desired_count"],
    capacityProvider:
      text(block(service["capacity_provider_strategy"])["capacity_provider"]) ?? null,
    propagateTags: service["propagate_tags"] === "SERVICE",
    waitForSteadyState: service["wait_for_steady_state"] === true,
  };
}

function logInputs(part: Part, { logGroup }: Container): Values {
  const group = part.one("aws_cloudwatch_log_group", "connector");
  if (group === undefined) return { logs: { existingGroupName: logGroup ?? null } };
  const logClass = text(group["log_group_class"]);
  return {
    logGroupRetentionInDays: group["retention_in_days"],
    logs: {
      kmsKeyArn: text(group["kms_key_id"]) ?? null,
      class: logClass === "STANDARD" ? null : (logClass ?? null),
      skipDestroy: group["skip_destroy"] === true,
    },
  };
}

/** The keys that the execution role may decrypt with: first the token's, where one was given, then those of further secrets. */
function keyInputs(part: Part, container: Container, secret: Values | undefined): Values {
  const keys = statementsOf(part.one("aws_iam_role_policy", "execution")?.["policy"])
    .filter(({ Action }) => textsOf(Action).includes("kms:Decrypt"))
    .flatMap(({ Resource }) => textsOf(Resource));
  const found = part.data("aws_secretsmanager_secret", "existing")[0];
  const own = secret === undefined ? undefined : text(secret["kms_key_id"]);
  const given = secret === undefined && found === undefined ? keys[0] : own;
  const tokens =
    found === undefined ? given : keys.find((key) => key.endsWith(String(found["kms_key_id"])));
  return {
    kmsKeyArn: given ?? null,
    container: {
      ...object(container.inputs["container"]),
      secretsKmsKeyArns: keys.filter((key) => key !== tokens),
    },
  };
}

function roleInputs(part: Part): Values {
  const task = part.one("aws_ecs_task_definition");
  const own = part.one("aws_iam_role", "connector");
  const execution = part.one("aws_iam_role", "execution");
  return {
    ...connectorRoleInputs(part, [text(execution?.["arn"])]),
    roles: {
      taskRoleArn: own === undefined ? (text(task?.["task_role_arn"]) ?? null) : null,
      executionRoleArn:
        execution === undefined ? (text(task?.["execution_role_arn"]) ?? null) : null,
      path: text((own ?? execution)?.["path"]) ?? "/",
      assumedRolesPath: assumedRolesPath(part),
    },
  };
}

function alertsOf(part: Part): Values {
  const topics = part
    .all("aws_cloudwatch_event_target", "deployment_failed")
    .flatMap(({ values }) => text(values["arn"]) ?? []);
  const alarm = part.one("aws_cloudwatch_metric_alarm", "missing_tasks");
  return {
    topicArns: topics.length > 0 ? topics : texts(alarm?.["alarm_actions"]),
    ...(alarm !== undefined && { minutes: number(alarm["evaluation_periods"]) }),
  };
}
