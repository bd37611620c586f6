import type { Block, Module } from "../../terraform/configuration";
import { IMAGE_PATTERN } from "../../../modules/apono";
import { parsedJson } from "../../terraform/values/json-text";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import {
  type Located,
  type LocatedObject,
  fieldOf,
  itemsOf,
  optionsOf,
  textField,
  textIn,
} from "../../terraform/values/located-value";

const OWN_VARIABLE = /^APONO_(TOKEN|CONNECTOR_ID)$/;

const IMAGES = ["image", "container_image"];
const ENVIRONMENTS =
  /^(environment|env|environment_variables|secure_environment_variables|container_environment|map_environment)$/;
const SECRETS = /^(secrets|map_secrets)$/;

/** A variable of a container's environment. */
export interface Variable {
  readonly name: string;
  readonly value: Located;
  /** The path in the block: `container_definitions.environment.APONO_TOKEN`. */
  readonly path: readonly string[];
}

/** A container that runs the connector, in any kind of resource or module call. */
export interface Container {
  readonly module: Module;
  /** The resource or module block that defines it. */
  readonly block: Block;
  readonly body: LocatedObject;
  readonly image?: Located;
  /** Why it is the connector's: `image registry.apono.io/apono-connector:v1.7.8`. */
  readonly evidence: string;
  readonly environment: readonly Variable[];
  /** Secrets that it references: the value is the reference. */
  readonly secrets: readonly Variable[];
}

/** The containers of a block that run the connector. */
export function containersIn(module: Module, block: Block): Container[] {
  const found: Container[] = [];
  for (const { object, path } of objectsIn(symbolicEvaluatorOf(module).bodyOf(block), [])) {
    const image = IMAGES.map((name) => fieldOf(object, name)).find((each) => each !== undefined);
    const text = image === undefined ? undefined : textIn(image);
    const environment = variablesIn(object, path, ENVIRONMENTS);
    const secrets = variablesIn(object, path, SECRETS);
    const own = [...environment, ...secrets].find(({ name }) => OWN_VARIABLE.test(name));
    const isImage = text !== undefined && IMAGE_PATTERN.test(text);
    if (!isImage && own === undefined) continue;
    found.push({
      module,
      block,
      body: object,
      ...(image === undefined ? {} : { image }),
      evidence: isImage ? `image ${text}` : `variable ${own!.name}`,
      environment,
      secrets,
    });
  }
  return found;
}

/** Every object in a value, also in strings of JSON. */
export function* objectsIn(
  value: Located,
  path: readonly string[],
): Generator<{ readonly object: LocatedObject; readonly path: readonly string[] }> {
  const read = value.kind === "text" ? (parsedJson(value) ?? value) : value;
  if (read.kind === "either") for (const option of read.options) yield* objectsIn(option, path);
  if (read.kind === "list") for (const item of read.items) yield* objectsIn(item, path);
  if (read.kind !== "object") return;
  yield { object: read, path };
  for (const entry of read.entries) yield* objectsIn(entry.value, [...path, entry.key.text]);
}

/** Pairs of name and value, or a map of them. */
function variablesIn(container: LocatedObject, path: readonly string[], keys: RegExp): Variable[] {
  return container.entries
    .filter(({ key }) => keys.test(key.text))
    .flatMap(({ key, value }) =>
      optionsOf(value).flatMap((option) => {
        const pairs = itemsOf(option).flatMap((item): [string, Located][] => {
          if (item.kind !== "object") return [];
          const name = textField(item, "name");
          const given =
            fieldOf(item, "value") ?? fieldOf(item, "valueFrom") ?? fieldOf(item, "value_from");
          if (name !== undefined) return given === undefined ? [] : [[name, given]];
          return item.entries.map((each) => [each.key.text, each.value]);
        });
        return pairs.map(([name, given]) => ({
          name,
          value: given,
          path: [...path, key.text, name],
        }));
      }),
    );
}
