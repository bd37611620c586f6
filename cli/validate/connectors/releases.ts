import { IMAGE_NAME } from "../../../modules/apono";
import { createRequire } from "node:module";
import type * as Yaml from "yaml";
import type { Block, Module } from "../../terraform/configuration";
import { fromJson, parsedJson } from "../../terraform/values/json-text";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import {
  type Located,
  fieldOf,
  itemsOf,
  optionsOf,
  textField,
} from "../../terraform/values/located-value";

/** The connector's chart, in Apono's repository or a mirror. */
export const CHART = new RegExp(IMAGE_NAME);

let yaml: typeof Yaml | undefined;

/** A value that a release gives its chart. */
export interface ChartValue {
  /** `apono.token` */
  readonly name: string;
  readonly value: Located;
  /** The path in the block: `set.apono.token`. */
  readonly path: readonly string[];
}

/** A release of the connector's chart. */
export interface Release {
  readonly module: Module;
  readonly block: Block;
  readonly chart: string;
  readonly values: readonly ChartValue[];
}

/** The release of the connector's chart that a resource defines. */
export function releaseIn(module: Module, block: Block): Release | undefined {
  if (block.labels[0] !== "helm_release") return undefined;
  const body = symbolicEvaluatorOf(module).bodyOf(block);
  const chart = textField(body, "chart") ?? "";
  if (!CHART.test(chart)) return undefined;
  const set = ["set", "set_sensitive", "set_list"].flatMap((argument) =>
    itemsOf(fieldOf(body, argument)).flatMap((item): ChartValue[] => {
      const name = textField(item, "name");
      const value = fieldOf(item, "value");
      return name === undefined || value === undefined
        ? []
        : [{ name, value, path: [argument, name] }];
    }),
  );
  const values = itemsOf(fieldOf(body, "values")).flatMap((item) => valuesOf(documentOf(item)));
  return { module, block, chart, values: [...set, ...values] };
}

/** The values of a chart, each with its full name. */
const valuesOf = (value: Located, path: readonly string[] = []): ChartValue[] =>
  optionsOf(value).flatMap((option) => {
    // A nested encoded document is one string.
    if (option.kind === "object" && (path.length === 0 || option.isText !== true))
      return option.entries.flatMap((each) => valuesOf(each.value, [...path, each.key.text]));
    return [{ name: path.join("."), value: option, path: ["values", ...path] }];
  });

/** The document of a `values` item: an object, or a string of YAML or JSON. */
function documentOf(value: Located): Located {
  if (value.kind !== "text") return value;
  const json = parsedJson(value);
  if (json !== undefined) return json;
  // Loaded lazily: most runs have no release.
  yaml ??= createRequire(__filename)("yaml") as typeof Yaml;
  // A gap may contain characters that are syntax in YAML.
  const gaps: string[] = [];
  const text = value.text.replace(/\$\{[^{}]*\}/g, (gap) => `GAP_${gaps.push(gap) - 1}_`);
  const filled = (_: unknown, each: unknown) =>
    typeof each === "string"
      ? each.replace(/GAP_(\d+)_/g, (__, at: string) => gaps[Number(at)]!)
      : each;
  try {
    return fromJson(yaml.parse(text, filled, { logLevel: "silent" }), value.range);
  } catch {
    return value;
  }
}
