import { parsedJson } from "../../terraform/values/json-text";
import { type Located, textField } from "../../terraform/values/located-value";

/** A value at the end of a path of arguments, blocks and keys. */
export interface LeafValue {
  /** As it is spoken of: `container_definitions.environment.APONO_TOKEN`. */
  readonly path: readonly string[];
  /** What the value is called: by the last part of the path, or by the name of its pair. */
  readonly name: string;
  readonly value: Located;
  /** Where it is in the value, indices included; of JSON in a text, where the text is. */
  readonly steps: readonly (string | number)[];
}

/**
 * Every value in one, JSON in texts read. The value of a pair such as `name = "APONO_TOKEN"` beside `value = …` goes by that
 * name; a whole resource with a name and a value (`aws_ssm_parameter`) is still spoken of by its argument.
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
