import { type Located, fieldOf, isExact, textField } from "./located";
import type { Policy, Role } from "./policy";
import { type Resource, withoutKeys } from "./resources";

/** How the connector is called wherever it runs: by its image, or by the variable with its id. */
const CONNECTOR_TASK = /registry\.apono\.io|apono-connector|APONO_CONNECTOR_ID/;

const APONO = /apono/i;

/**
 * What a role is to the connector: the one that it runs with (the task role of its task, or the role of its Kubernetes
 * service account), one that it assumes, or neither.
 */
export function useOf(
  role: Role,
  resources: readonly Resource[],
  roles: readonly Role[],
): Role["use"] {
  const tasks = resources.filter(({ type }) => type === "aws_ecs_task_definition");
  const isIn = (argument: string, task: Resource) => runsWith(task, argument, role);
  const ofTask = tasks.filter((task) => isIn("task_role_arn", task));
  if (ofTask.some(isConnectorTask)) return "connector";
  if (ofTask.length > 0 || tasks.some((task) => isIn("execution_role_arn", task))) return "other";
  if (isServiceAccounts(role)) return "connector";
  const isApono = APONO.test(role.name?.text ?? "") || APONO.test(labelOf(role.address));
  if (isApono && (isWorkloads(role) || role.trust.length === 0)) return "connector";
  return letsIn(role, roles) || (isApono && hasAwsPrincipal(role)) ? "delegated" : "other";
}

/** Whether a trust policy lets the connector's role in. */
export const letsIn = (role: Role, roles: readonly Role[]): boolean =>
  allowed(role).some((statement) =>
    [
      ...statement.principals.filter(({ type }) => type === "AWS").map(({ value }) => value.text),
      ...statement.conditions
        .filter(({ key }) => key.text.toLowerCase() === "aws:principalarn")
        .flatMap(({ values }) => values.map(({ text }) => text)),
    ].some((text) => isConnectorArn(text, roles)),
  );

/** Whether an ARN, or what it is read from, is that of the connector's role. */
export const isConnectorArn = (text: string, roles: readonly Role[]): boolean =>
  /role\/apono-connector|apono[\w.-]*role|connector_?role/i.test(text) ||
  roles.some(
    ({ use, address }) => use === "connector" && text.startsWith(`\${${withoutKeys(address)}.`),
  );

const allowed = ({ trust }: Pick<Role, "trust">) =>
  trust.flatMap(({ statements }) => statements.filter(({ effect }) => effect === "Allow"));

const hasAwsPrincipal = (role: Role): boolean =>
  allowed(role).some(({ principals }) => principals.some(({ type }) => type === "AWS"));

/** Roles of tasks and pods; a role that a person or another service takes is not the connector's. */
const isWorkloads = (role: Role): boolean =>
  allowed(role).some(({ principals }) =>
    principals.some(
      ({ type, value }) =>
        (type === "Service" && /^(ecs-tasks|pods\.eks)\.amazonaws\./.test(value.text)) ||
        (type === "Federated" && /oidc/i.test(value.text)),
    ),
  );

const isServiceAccounts = (role: Role): boolean =>
  allowed(role).some(({ conditions }) =>
    conditions.some(
      ({ key, values }) =>
        /:sub$|kubernetes-service-account$/.test(key.text) &&
        values.some(({ text }) => APONO.test(text)),
    ),
  );

function isConnectorTask({ body, label }: Resource): boolean {
  const containers = fieldOf(body, "container_definitions");
  return (
    APONO.test(label) || (containers !== undefined && CONNECTOR_TASK.test(written(containers)))
  );
}

/** A value as it would be looked through by eye; without places, which may name the connector too. */
const written = (value: Located): string =>
  JSON.stringify(value, (key, part: unknown) => (key === "range" ? undefined : part));

function runsWith(task: Resource, argument: string, role: Role): boolean {
  const text = textField(task.body, argument);
  if (task.source(argument) === withoutKeys(role.address)) return true;
  if (text === undefined) return false;
  if (text.startsWith(`\${${withoutKeys(role.address)}.`)) return true;
  const name = role.name?.text;
  return name !== undefined && isExact(name) && text.endsWith(`:role/${name}`);
}

const labelOf = (address: string) => withoutKeys(address).split(".").at(-1) ?? "";

/** What a policy's role is, for messages: `the connector's role aws_iam_role.connector`. */
export const calledRole = ({ use, address }: Role): string =>
  use === "connector"
    ? `the connector's role ${address}`
    : use === "delegated"
      ? `${address}, a role that the connector assumes,`
      : `the role ${address}`;

/** Which statement of which policy. */
export const whereIn = (policy: Policy, title: string): string => `${policy.address}, ${title}`;
