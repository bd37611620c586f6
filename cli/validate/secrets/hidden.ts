import { calledModule, callsIn } from "../calls/calls";
import { type Module, blocksOf, isHidden, valueOf } from "../model/configuration";
import { type Expression, everyExpression } from "../model/expression";
import type { Range } from "../model/range";
import type { Subject } from "../subject";
import { symbolicReaderOf } from "../values/known";
import { type Located, optionsOf } from "../values/located";
import { flowOf, secretInputsOf, variablesIn } from "./flow";
import { isSecretName, isTokenName } from "./names";
import { placesIn } from "./places";

/** What may be a secret: where it is written, and the texts themselves, which nothing may show. */
export interface Hidden {
  readonly ranges: readonly Range[];
  readonly texts: ReadonlySet<string>;
}

/** Functions whose argument is meant to be hidden. */
const HIDING = new Set(["sensitive", "ephemeral"]);

/** Where texts and numbers are written that may be secrets, whatever else is found in their lines. */
export function hiddenIn(subject: Subject): Hidden {
  const ranges: Range[] = [];
  const texts = new Set<string>();
  const hide = (value: Located): void => {
    for (const option of optionsOf(value)) {
      ranges.push(option.range);
      if (option.kind === "text") texts.add(option.text);
      if (option.kind === "scalar" && typeof option.value === "number")
        texts.add(`${option.value}`);
      if (option.kind === "list") option.items.forEach(hide);
      if (option.kind === "object")
        for (const { key, value: inner } of option.entries) {
          texts.add(key.text);
          hide(inner);
        }
    }
  };
  const hideAll = (expression: Expression, module: Module) => {
    ranges.push(expression.range);
    hide(symbolicReaderOf(module).read(expression));
    for (const each of everyExpression(expression))
      if (each.kind === "literal" && each.value !== null) texts.add(String(each.value));
  };
  const secret = secretVariables(subject);
  for (const module of subject.modules) {
    const own = secret.get(module)!;
    for (const { labels, body } of blocksOf(module, "variable")) {
      const value = valueOf(body, "default");
      if (value !== undefined && own.has(labels[0] ?? "")) hideAll(value, module);
    }
    for (const call of callsIn(module))
      for (const name of secretArguments(call, subject, secret)) {
        const value = valueOf(call.block.body, name);
        if (value !== undefined) hideAll(value, module);
      }
    for (const block of module.blocks)
      for (const { name, path, value } of placesIn(block)) {
        const isNamed = [name, ...path].some((each) => isSecretName(each) || isTokenName(each));
        if (isNamed) hideAll(value, module);
        for (const each of everyExpression(value))
          if (each.kind === "call" && HIDING.has(each.name)) hideAll(each, module);
      }
  }
  const names = new Set(subject.modules.flatMap((module) => [...secret.get(module)!]));
  for (const { values } of subject.variableFiles)
    for (const { name, value } of values.values())
      if (names.has(name) || isSecretName(name) || isTokenName(name))
        for (const each of everyExpression(value)) {
          ranges.push(each.range);
          if (each.kind === "literal" && each.value !== null) texts.add(String(each.value));
        }
  for (const text of texts) if (text.length < 4) texts.delete(text);
  return { ranges, texts };
}

const secretArguments = (
  call: ReturnType<typeof callsIn>[number],
  subject: Subject,
  secret: ReadonlyMap<Module, ReadonlySet<string>>,
): string[] => {
  const called = calledModule(call, subject);
  return [...secretInputsOf(call), ...(called === undefined ? [] : (secret.get(called) ?? []))];
};

/** Variables that are declared to be hidden, or are called like a secret, and those that they are given from. */
function secretVariables(subject: Subject): ReadonlyMap<Module, Set<string>> {
  const flow = flowOf(subject);
  const found = new Map(
    subject.modules.map((module) => [
      module,
      new Set([
        ...flow.secretVariables(module),
        ...blocksOf(module, "variable")
          .filter(({ labels: [name = ""], body }) => isHidden(body) || isSecretName(name))
          .map(({ labels: [name = ""] }) => name),
      ]),
    ]),
  );
  for (let before = -1, size = 0; size !== before;) {
    before = size;
    for (const module of subject.modules)
      for (const call of callsIn(module))
        for (const name of secretArguments(call, subject, found)) {
          const value = valueOf(call.block.body, name);
          if (value !== undefined)
            for (const each of variablesIn(symbolicReaderOf(module).read(value)))
              found.get(module)!.add(each);
        }
    size = [...found.values()].reduce((sum, names) => sum + names.size, 0);
  }
  return found;
}
