import { addressOf } from "../../terraform/block-address";
import { connectorsIn } from "../connectors";
import type { Variable } from "../connectors/containers";
import { type Block, type Module, blocksOf, isTrue } from "../../terraform/configuration";
import type { Workspace } from "../workspace";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import {
  type Located,
  fieldOf,
  itemsOf,
  namesIn,
  optionsOf,
  textField,
  textIn,
} from "../../terraform/values/located-value";
import { documentIn } from "../../terraform/values/json-text";
import { isSecretName, isTokenName } from "./secret-names";

/** A place in a connector's resources that stores a secret: state, a task definition, a release. */
export interface Destination {
  readonly module: Module;
  readonly block: Block;
  /** The path in the block: `container_definitions.environment.APONO_TOKEN`. */
  readonly path: readonly string[];
  readonly value: Located;
  /** Whether it is for the connector's token; otherwise for another secret of its container or release. */
  readonly isToken: boolean;
  /** Whether it is the environment of a container in AWS, which can reference a secret instead. @default false */
  readonly isAwsContainer?: boolean;
  /** Whether it takes a reference to a secret, so that only a literal secret is a problem. */
  readonly takesReference: boolean;
}

const KUBERNETES_SECRET = /^kubernetes_secret(_v1)?$/;
const APONO = /apono/i;

/** Every place in the connectors' resources that may store a secret. */
export function destinationsIn(workspace: Workspace): Destination[] {
  const { containers, releases } = connectorsIn(workspace);
  return [
    ...containers.flatMap(({ module, block, environment, secrets }) => {
      const isAwsContainer = !/^(azurerm|google|kubernetes)_/.test(block.labels[0] ?? "");
      return [
        ...secretsAmong(environment).map((each) => ({ module, block, isAwsContainer, ...each })),
        ...secrets.map((each) => ({
          ...{ module, block, ...each, isToken: isTokenName(each.name) },
          takesReference: true,
        })),
      ];
    }),
    ...releases.flatMap(({ module, block, values }) =>
      secretsAmong(values).map((each) => ({ module, block, ...each })),
    ),
    ...workspace.modules.filter((module) => module.mentionsApono).flatMap(storedByModule),
  ];
}

const isSecret = (name: string): boolean => isTokenName(name) || isSecretName(name);

const secretsAmong = (values: readonly Variable[]) =>
  values
    .filter(({ name }) => isSecret(name))
    .map((each) => ({ ...each, isToken: isTokenName(each.name), takesReference: false }));

/** The connector's own secrets in Kubernetes, Secrets Manager and Parameter Store. */
function storedByModule(module: Module): Destination[] {
  return blocksOf(module, "resource").flatMap((block) => {
    const [type = "", label = ""] = block.labels;
    if (KUBERNETES_SECRET.test(type)) return inKubernetes(module, block);
    if (type === "aws_secretsmanager_secret_version") {
      const body = symbolicEvaluatorOf(module).bodyOf(block);
      const of = fieldOf(body, "secret_id");
      if (!isOfConnector(label, of, module)) return [];
      return ["secret_string", "secret_binary"].flatMap((name) =>
        secretsOf(module, block, [name], fieldOf(body, name)),
      );
    }
    if (type !== "aws_ssm_parameter") return [];
    const body = symbolicEvaluatorOf(module).bodyOf(block);
    const name = `${label} ${textField(body, "name") ?? ""}`;
    const isSecret = textField(body, "type") === "SecureString" || isSecretName(label);
    if (!APONO.test(name) || !isSecret) return [];
    return ["value", "insecure_value"].flatMap((each) =>
      secretsOf(module, block, [each], fieldOf(body, each)),
    );
  });
}

/** Whether a secret version is the connector's, by its own name or that of its secret. */
function isOfConnector(label: string, secret: Located | undefined, module: Module): boolean {
  const texts = [label, secret === undefined ? "" : (textIn(secret) ?? "")];
  for (const name of secret === undefined ? [] : namesIn(secret)) {
    const [type = "", of = ""] = name.split(".");
    for (const block of blocksOf(module, "resource", type, of))
      texts.push(textField(symbolicEvaluatorOf(module).bodyOf(block), "name") ?? "");
  }
  return texts.some((text) => APONO.test(text));
}

/** The secrets in a document, or the whole value if it is not a document. */
const secretsOf = (
  module: Module,
  block: Block,
  path: readonly string[],
  value: Located | undefined,
): Destination[] =>
  (value === undefined ? [] : optionsOf(value)).flatMap((option) => {
    const entries = documentIn(option)?.entries;
    const given = entries
      // A single entry is the secret.
      ?.filter(({ key }) => isSecret(key.text) || entries.length === 1)
      .map(({ key, value: each }) => ({ path: [...path, key.text], value: each }));
    return (given ?? [{ path, value: option }]).map((each) => ({
      ...{ module, block, ...each },
      ...{ isToken: true, takesReference: false },
    }));
  });

function inKubernetes(module: Module, block: Block): Destination[] {
  const body = symbolicEvaluatorOf(module).bodyOf(block);
  const [metadata] = itemsOf(fieldOf(body, "metadata"));
  const names = ["name", "namespace"].map((each) => textField(metadata, each) ?? "");
  if (![block.labels[1] ?? "", ...names].some((name) => APONO.test(name))) return [];
  if (isTrue(block.body, "wait_for_service_account_token")) return [];
  return ["data", "binary_data", "string_data"]
    .flatMap((argument) => itemsOf(fieldOf(body, argument)).map((data) => ({ argument, data })))
    .flatMap(({ argument, data }) =>
      (data.kind === "object" ? data.entries : [])
        .filter(({ key: { text } }) => isSecret(text) || text.startsWith(".docker"))
        .map(({ key, value }) => ({
          ...{ module, block, path: [argument, key.text], value },
          ...{ isToken: true, takesReference: false },
        })),
    );
}

/** A destination for messages: `aws_ecs_task_definition.c: container_definitions.environment.APONO_TOKEN`. */
export const destinationName = ({ block, path }: Pick<Destination, "block" | "path">): string =>
  `${addressOf(block)}: ${path.join(".")}`;
