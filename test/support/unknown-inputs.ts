import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ModuleName } from "../../modules/module-names";
import { PROJECT } from "../kit/project-copy";

/** A resource of the same apply, whose output is unknown in its plan. */
export const SAME_APPLY = { terraform_data: { later: { input: "later" } } };

const LATER = "terraform_data.later.output";

/** A value of that type that is unknown at plan, as a whole. */
const WHOLE: Readonly<Record<string, string>> = {
  string: `\${${LATER}}`,
  number: `\${length(${LATER})}`,
  bool: `\${${LATER} == "later"}`,
  "list(string)": `\${split(",", ${LATER})}`,
  "map(string)": `\${{ for key in split(",", ${LATER}) : key => key }}`,
  any: `\${[${LATER}]}`,
};

/** A value that is unknown, of which is known how many it has, and by what keys. */
const PARTS: Readonly<Record<string, unknown>> = {
  "list(string)": [WHOLE["string"]],
  "map(string)": { key: WHOLE["string"] },
};

/**
 * Every input of a module with a value of the same apply, except those that its README says must be known at plan; of
 * lists and maps among them, the elements.
 */
export function unknownInputs(
  name: ModuleName,
  declared: Readonly<Record<string, { readonly type: string }>>,
): Record<string, unknown> {
  const readme = readFileSync(join(PROJECT, "modules", name, "README.md"), "utf8");
  const [, said = ""] = /Known at plan must be what decides ([^]*?)\n\n/.exec(readme) ?? [];
  const [whole, parts = ""] = said.split(";");
  const namesIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, input]) => input!);
  const known = namesIn(whole!.replace(/\(unless[^)]*\)/g, ""));
  const partly = namesIn(parts);
  if (known.length === 0) throw new Error(`The README of ${name} does not say what must be known.`);
  return Object.fromEntries(
    Object.entries(declared).flatMap(([input, { type }]) =>
      known.includes(input)
        ? []
        : [[input, partly.includes(input) ? PARTS[type] : WHOLE[type]] as const],
    ),
  );
}
