import { type Expression, hcl, text } from "../hcl";
import type { Condition } from "../terraform-features";
import { type CrossRule, PLACEHOLDER } from "./cross-rules";

/** A rule as a precondition. @param values what stands for each placeholder of the rule: references or expressions */
export function crossCondition(
  { condition, message, fix }: CrossRule,
  values: Readonly<Record<string, unknown>>,
): Condition {
  const value = (name: string) => {
    if (!(name in values)) throw new TypeError(`No value for the placeholder ${name}.`);
    return values[name];
  };
  const [conditionTexts, inCondition] = split(condition, value);
  const [messageTexts, inMessage] = split(`${message} ${fix}`, (single, list) =>
    list === undefined ? json(value(single)) : listed(value(list)),
  );
  return {
    condition: hcl(conditionTexts, ...inCondition),
    errorMessage: text(messageTexts, ...inMessage),
  };
}

const json = (value: unknown): Expression<string> => hcl`jsonencode(${value})`;

// A message is worked out even where its condition holds, so it must survive null.
const listed = (value: unknown): Expression<string> => hcl`try(join(", ", ${value}), "")`;

/** A text at its placeholders, as the parts of a template literal. */
function split(
  source: string,
  value: (single: string, list?: string) => unknown,
): [texts: TemplateStringsArray, values: unknown[]] {
  // Text, single and list in turn: split keeps the groups.
  const parts = source.split(PLACEHOLDER);
  const texts = parts.filter((_, index) => index % 3 === 0);
  const values = texts
    .slice(1)
    .map((_, index) => value(parts[index * 3 + 1] ?? "", parts[index * 3 + 2]));
  return [Object.assign(texts, { raw: texts }), values];
}
