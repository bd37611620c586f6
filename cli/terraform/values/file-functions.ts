import type { Module } from "../configuration";
import type { Range } from "../range";
import { fromJson, jsonOf } from "./json-text";
import { GAP, type Located, isFullyKnown, textIn, unknown } from "./located-value";

/** `${token}` of a template, with white space trimmed where it asks for it. */
const WOVEN = /\$\{~?\s*([^{}]*?)\s*~?\}/g;
const DIRECTIVE = /%\{[^{}]*\}/g;

/**
 * What `file` and `templatefile` give, where the file is there and its path is written out; the whole text has the place of
 * the call. Directives of a template are taken as if they held.
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
  const woven = text.replace(DIRECTIVE, "").replace(WOVEN, (_, expression: string) => {
    const value = given.get(expression);
    if (value !== undefined) return textIn(value) ?? jsonOf(value);
    // A function of a variable of the template still carries it.
    const used = [...given].filter(([key]) => new RegExp(`\\b${key}\\b`).test(expression));
    const names = used.map(([, each]) => (textIn(each) ?? "").replace(/[${}]/g, ""));
    return names.length === 0 ? GAP : `\${${names.join()}}`;
  });
  return fromJson(woven, range);
}
