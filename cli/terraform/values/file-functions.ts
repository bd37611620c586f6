import type { Module } from "../configuration";
import type { Range } from "../range";
import { fromJson, jsonOf } from "./json-text";
import { GAP, type Located, isFullyKnown, textIn, unknown } from "./located-value";

/** An interpolation in a template file. */
const INTERPOLATION = /\$\{~?\s*([^{}]*?)\s*~?\}/g;
const DIRECTIVE = /%\{[^{}]*\}/g;

/**
 * The result of `file` and `templatefile`, if the path is known and the file exists; it has the range of the call. Directives of
 * a template count as true.
 */
export function readFileCall(
  name: string,
  args: readonly Located[],
  module: Module,
  range: Range,
): Located | undefined {
  if (name !== "file" && name !== "templatefile") return undefined;
  const [path, values] = args;
  const at = path === undefined ? undefined : textIn(path);
  const text = at === undefined || !isFullyKnown(at) ? undefined : module.readBeside?.(at);
  if (text === undefined) {
    const names = name === "templatefile" && values !== undefined ? [values] : [];
    const inner = names.flatMap((each) => (each.kind === "object" ? each.entries : []));
    return unknown(
      range,
      inner
        .map((each) => textIn(each.value) ?? "")
        .join()
        .replace(/\$\{|\}/g, "") || undefined,
    );
  }
  if (name === "file") return fromJson(text, range);
  const given = new Map(
    values?.kind === "object" ? values.entries.map((each) => [each.key.text, each.value]) : [],
  );
  const rendered = text.replace(DIRECTIVE, "").replace(INTERPOLATION, (_, expression: string) => {
    const value = given.get(expression);
    if (value !== undefined) return textIn(value) ?? jsonOf(value);
    // Keep the template variables that a function uses.
    const used = [...given].filter(([key]) => new RegExp(`\\b${key}\\b`).test(expression));
    const names = used.map(([, each]) => (textIn(each) ?? "").replace(/[${}]/g, ""));
    return names.length === 0 ? GAP : `\${${names.join()}}`;
  });
  return fromJson(rendered, range);
}
