import { IMAGE_NAME, REGISTRY } from "../../../modules/apono";
import {
  type Located,
  fieldOf,
  isFullyKnown,
  textField,
  withoutBraces,
} from "../../terraform/values/located-value";
import type { Role } from "./policy";
import { type Resource, isReferenceTo, withoutKeys } from "./resources";

/** Marks of the connector's container: its image, or the variable with its ID. */
const CONNECTOR_TASK = new RegExp(
  `${REGISTRY.replaceAll(".", "\\.")}|${IMAGE_NAME}|APONO_CONNECTOR_ID`,
);

const APONO = /apono/i;

/** The connector's default role name; names kept in an upgrade begin the same. */
const CONNECTOR_NAME = /^apono-connector/i;

/** References to the connector's role: `module.apono.connector_role_arn`, `var.connector_role`. */
const CONNECTOR_REFERENCE = /apono[\w.-]*role|connector_?role/i;

/**
 * Classifies a role: the connector runs with it (as task role, or as role of its Kubernetes service account), assumes it,
 * or neither; with the evidence.
 */
export function classifyRole(
  role: Role,
  resources: readonly Resource[],
  roles: readonly Role[],
): Pick<Role, "use" | "evidence"> {
  const connector = (evidence: string) => ({ use: "connector", evidence }) as const;
  const delegated = (evidence: string) => ({ use: "delegated", evidence }) as const;
  if (role.isExternal === true) return connector("by its name");
  const tasks = resources.filter(({ type }) => type === "aws_ecs_task_definition");
  const isIn = (argument: string, task: Resource) => runsWith(task, argument, role);
  const ofTask = tasks.filter((task) => isIn("task_role_arn", task));
  const [evidence] = ofTask.flatMap(taskOfConnector);
  if (evidence !== undefined) return connector(evidence);
  if (ofTask.length > 0 || tasks.some((task) => isIn("execution_role_arn", task)))
    return { use: "other" };
  const account = serviceAccountOf(role);
  if (account !== undefined) return connector(`for the service account ${account}`);
  const isApono = APONO.test(role.name?.text ?? "") || APONO.test(labelOf(role.address));
  if (isApono && isWorkloadRole(role))
    return connector('"apono" in its name, and tasks or pods may take it');
  if (isApono && role.trust.length === 0) return connector('"apono" in its name');
  const [trusted] = trustedConnectors(role, roles);
  if (trusted !== undefined) return delegated(`it trusts ${principalText(trusted)}`);
  return isApono && hasAwsPrincipal(role)
    ? delegated('"apono" in its name, and it trusts principals in AWS')
    : { use: "other" };
}

/** A trusted principal for messages; `the connector's role` if parts of it are unknown. */
function principalText(text: string): string {
  const plain = withoutBraces(text);
  return plain.includes("${") ? "the connector's role" : plain;
}

/** Whether a trust policy trusts the connector's role. */
export const trustsConnector = (role: Role, roles: readonly Role[]): boolean =>
  trustedConnectors(role, roles).length > 0;

/** The principals and condition values of a trust policy that are the connector's role. */
const trustedConnectors = (role: Role, roles: readonly Role[]): string[] =>
  allowed(role).flatMap((statement) =>
    [
      ...statement.principals.filter(({ type }) => type === "AWS").map(({ value }) => value.text),
      ...statement.conditions
        .filter(({ key }) => key.text.toLowerCase() === "aws:principalarn")
        .flatMap(({ values }) => values.map(({ text }) => text)),
    ].filter((text) => isConnectorArn(text, roles)),
  );

/** Whether an ARN, or a reference to one, is that of the connector's role. */
const isConnectorArn = (text: string, roles: readonly Role[]): boolean =>
  /role\/apono-connector/i.test(text) ||
  CONNECTOR_REFERENCE.test(text) ||
  roles.some(({ use, address }) => use === "connector" && isReferenceTo(text, address));

/** Whether a name, or a reference to one, is that of a connector's role that something else makes. */
export const isConnectorRoleName = (text: string): boolean =>
  isFullyKnown(text)
    ? CONNECTOR_NAME.test(text)
    : /^\$\{[^{}]*\}$/.test(text) && CONNECTOR_REFERENCE.test(text);

const allowed = ({ trust }: Pick<Role, "trust">) =>
  trust.flatMap(({ statements }) => statements.filter(({ effect }) => effect === "Allow"));

const hasAwsPrincipal = (role: Role): boolean =>
  allowed(role).some(({ principals }) =>
    principals.some(({ type }) => type === "AWS" || type === "*"),
  );

/** Whether ECS tasks or pods may assume a role. */
const isWorkloadRole = (role: Role): boolean =>
  allowed(role).some(({ principals }) =>
    principals.some(
      ({ type, value }) =>
        (type === "Service" && /^(ecs-tasks|pods\.eks)\.amazonaws\./.test(value.text)) ||
        (type === "Federated" && /oidc/i.test(value.text)),
    ),
  );

/** Apono's service account in the conditions of a trust policy. */
const serviceAccountOf = (role: Role): string | undefined =>
  allowed(role)
    .flatMap(({ conditions }) => conditions)
    .filter(({ key }) => /:sub$|kubernetes-service-account$/.test(key.text))
    .flatMap(({ values }) => values.map(({ text }) => text))
    .find((text) => APONO.test(text));

/** The evidence that a task is the connector's; empty if it is not. */
function taskOfConnector({ address, body, label }: Resource): string[] {
  const containers = fieldOf(body, "container_definitions");
  if (containers !== undefined && CONNECTOR_TASK.test(written(containers)))
    return [`task role of ${address}, whose container is Apono's`];
  return APONO.test(label) ? [`task role of ${address}`] : [];
}

/** A value as text, without ranges: file names may contain the connector's name. */
const written = (value: Located): string =>
  JSON.stringify(value, (key, part: unknown) => (key === "range" ? undefined : part));

function runsWith(task: Resource, argument: string, role: Role): boolean {
  const text = textField(task.body, argument);
  if (task.referenceOf(argument) === withoutKeys(role.address)) return true;
  if (text === undefined) return false;
  if (isReferenceTo(text, role.address)) return true;
  const name = role.name?.text;
  return name !== undefined && isFullyKnown(name) && text.endsWith(`:role/${name}`);
}

const labelOf = (address: string) => withoutKeys(address).split(".").at(-1) ?? "";

/** A role with its use and the evidence, for messages: `the connector's role aws_iam_role.connector (by its name)`. */
export const describeRole = ({ use, evidence, address }: Role): string => {
  if (use === "other" || evidence === undefined) return `the role ${address}`;
  return use === "connector"
    ? `the connector's role ${address} (${evidence})`
    : `${address}, a role that the connector assumes (${evidence}),`;
};
