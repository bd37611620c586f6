import { parsedJson } from "../../terraform/values/json-text";
import { type Located, textField } from "../../terraform/values/located-value";

/** A leaf value of a block or object, with its path of arguments, blocks and keys. */
export interface LeafValue {
  /** For messages: `container_definitions.environment.APONO_TOKEN`. */
  readonly path: readonly string[];
  /** The last part of the path, or the name in a pair of name and value. */
  readonly name: string;
  readonly value: Located;
  /** The path with list indices; for JSON in a string, the path of the string. */
  readonly steps: readonly (string | number)[];
}

/**
 * Every leaf in a value, also in strings of JSON. The value of a pair such as `name = "APONO_TOKEN"` and `value = …` has that
 * name, except for a whole resource with a name and a value (`aws_ssm_parameter`).
 */
export function leafValues(
  value: Located,
  path: readonly string[] = [],
  name = path.at(-1) ?? "",
  steps: LeafValue["steps"] = path,
): LeafValue[] {
  const json = value.kind === "text" ? parsedJson(value) : undefined;
  const at = (inner: Located, ...step: LeafValue["steps"]) =>
    leafValues(inner, path, name, json === undefined ? [...steps, ...step] : steps);
  const read = json ?? value;
  if (read.kind === "unknown" && read.hidden !== undefined) return at(read.hidden);
  if (read.kind === "either") return read.options.flatMap((option) => at(option));
  if (read.kind === "list") return read.items.flatMap((item, index) => at(item, index));
  if (read.kind !== "object") return [{ path, name, value: read, steps }];
  const label = textField(read, "name") ?? textField(read, "key");
  return read.entries.flatMap(({ key: { text }, value: inner }) => {
    const called = text === "value" && label !== undefined ? label : text;
    const shown = path.length === 0 ? text : called;
    return leafValues(
      inner,
      [...path, shown],
      called,
      json === undefined ? [...steps, text] : steps,
    );
  });
}
