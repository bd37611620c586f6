import { parse } from "yaml";
import { fleetInputs } from "../../../fleet/schema";
import type { Attribute, Input } from "../../../lib/inputs/declaration";
import type { ModuleName } from "../../../modules/module-names";
import { badSet, unknownInput } from "./errors";
import { type Values, object } from "./values";

/**
 * Reads `--set` options: `cpu=512`, `subnetIds=[subnet-…]`, `egress.ports=["443"]`.
 *
 * @throws CommandFailure for an input that the module does not have, or a value of another type
 */
export function givenInputs(module: ModuleName, given: readonly string[]): Values {
  const inputs = fleetInputs(module);
  return given.reduce<Values>((values, each) => {
    const [, path, text] = /^([^=]+)=(.*)$/s.exec(each) ?? [];
    if (path === undefined || text === undefined)
      throw badSet("", "one is not <input>=<value>, such as cpu=512.");
    const [name, attribute] = path.split(/\.(.*)/s) as [string, string?];
    const input = inputs[name];
    if (input === undefined) throw unknownInput(name, module, Object.keys(inputs));
    if (attribute === undefined) return { ...values, [name]: valueOf(input, path, text) };
    const declared = input.attributes?.[attribute];
    if (declared === undefined) throw unknownInput(path, module, attributesOf(inputs));
    const value = { ...object(values[name]), [attribute]: valueOf(declared, path, text) };
    return { ...values, [name]: value };
  }, {});
}

const attributesOf = (inputs: Readonly<Record<string, Input>>): string[] =>
  Object.entries(inputs).flatMap(([name, { attributes = {} }]) =>
    Object.keys(attributes).map((attribute) => `${name}.${attribute}`),
  );

/** The tags of `--set tags={team: platform}`, which are no input in a fleet file, and the other options. */
export function splitTags(given: readonly string[]): {
  readonly tags: Readonly<Record<string, string>>;
  readonly others: readonly string[];
} {
  const isTags = (each: string) => each.startsWith("tags=");
  const tags = given
    .filter(isTags)
    .map((each) => valueOf(TAGS, "tags", each.slice("tags=".length)));
  return {
    tags: Object.assign({}, ...tags.map(object)) as Readonly<Record<string, string>>,
    others: given.filter((each) => !isTags(each)),
  };
}

const TAGS: Input = { type: "map(string)", description: "" };

/** A text as it is, unless it is in quotes; all else as JSON or YAML writes it. */
function valueOf({ type }: Input | Attribute, path: string, text: string): unknown {
  if (type === "string" && !/^"[^]*"$/.test(text)) return text;
  try {
    return parse(text) as unknown;
  } catch {
    throw badSet(path, `The value is not valid JSON. Its type is ${type}.`);
  }
}
