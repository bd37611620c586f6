import { type Expression, everyExpression } from "./model/expression";
import type { Range } from "./model/range";
import { scopesOf } from "./schema/scope";
import { secretsOf } from "./schema/secrets";
import type { Subject } from "./subject";
import { folderModule } from "./variables/folder";

/** Where texts and numbers are written that may be secrets, whatever else is found in their lines. */
export function secretPlaces(subject: Subject): Range[] {
  const inModules = scopesOf(subject).flatMap((scope) => [...secretsOf(scope).values]);
  return [...inModules, ...inFiles(subject)].filter(mayTell).map(({ range }) => range);
}

/** The values of a folder's secret variables. */
const inFiles = (subject: Subject): Expression[] =>
  subject.variableFiles.flatMap((file) => {
    const scope = folderModule(file, subject);
    const secret = scope && secretsOf(scope).variables;
    return [...file.values.values()].flatMap(({ name, value }) =>
      secret?.has(name) === true ? [...everyExpression(value)] : [],
    );
  });

function mayTell(value: Expression): boolean {
  if (value.kind === "unreadable") return true;
  return value.kind === "literal" && /^(string|number)$/.test(typeof value.value);
}
