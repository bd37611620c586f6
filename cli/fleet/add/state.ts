import { notAState } from "./errors";
import { type Values, list, object, text } from "./values";

/** A resource or data source of a state, one instance of it. */
export interface StateResource {
  /** Address of its module, such as `module.apono`; empty for the root. */
  readonly module: string;
  readonly isData: boolean;
  readonly type: string;
  readonly name: string;
  /** Of `count` or `for_each`. */
  readonly key?: string | number;
  readonly values: Values;
}

/** What a state holds. */
export interface State {
  readonly resources: readonly StateResource[];
  /** The root's outputs, by name. */
  readonly outputs: Values;
  /** Whether it is the state itself, which `terraform state push` takes, and not `terraform show -json`. */
  readonly isPulled: boolean;
}

/**
 * Reads a state: as `terraform state pull` prints it, a state file, or `terraform show -json`.
 *
 * @param where the file, for messages
 * @throws CommandFailure if it is neither
 */
export function readState(json: string, where: string): State {
  const state = object(parsed(json));
  if ("encrypted_data" in state) throw notAState(where, "it is encrypted");
  if (state["version"] === 4) return pulled(state);
  if (text(state["format_version"]) === undefined || "planned_values" in state)
    throw notAState(where, "it has another format");
  return shown(state);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** https://developer.hashicorp.com/terraform/internals/json-format#state-representation */
function shown(state: Values): State {
  const values = object(state["values"]);
  return {
    resources: shownIn(object(values["root_module"])),
    outputs: valuesOf(object(values["outputs"])),
    isPulled: false,
  };
}

function shownIn(module: Values): StateResource[] {
  const own = list(module["resources"])
    .map(object)
    .map((each) => ({
      module: text(module["address"]) ?? "",
      ...named(each),
      key: keyOf(each["index"]),
      values: object(each["values"]),
    }));
  return [...own, ...list(module["child_modules"]).map(object).flatMap(shownIn)];
}

/** A state file of version 4, which Terraform writes since 0.12. */
function pulled(state: Values): State {
  const resources = list(state["resources"])
    .map(object)
    .flatMap((each) =>
      list(each["instances"])
        .map(object)
        .map((instance) => ({
          module: text(each["module"]) ?? "",
          ...named(each),
          key: keyOf(instance["index_key"]),
          values: untyped(object(instance["attributes"])),
        })),
    );
  return { resources, outputs: valuesOf(object(state["outputs"])), isPulled: true };
}

const named = (resource: Values) => ({
  isData: resource["mode"] === "data",
  type: text(resource["type"]) ?? "",
  name: text(resource["name"]) ?? "",
});

const keyOf = (key: unknown): string | number | undefined =>
  typeof key === "string" || typeof key === "number" ? key : undefined;

const valuesOf = (outputs: Values): Values =>
  Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [name, object(output)["value"]]),
  );

/** A state file has an attribute of any type, such as the input of `terraform_data`, with its type beside it. */
const untyped = (attributes: Values): Values =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => {
      const typed = object(value);
      const isTyped = Object.keys(typed).sort().join() === "type,value";
      return [name, isTyped ? typed["value"] : value];
    }),
  );
