import { calledModule, callsIn } from "../module-calls/module-calls";
import {
  type Module,
  blocksOf,
  everyAttribute,
  isHidden,
  valueOf,
} from "../../terraform/configuration";
import { type Expression, type Literal, everyExpression } from "../../terraform/expression";
import type { Range } from "../../terraform/range";
import type { Workspace } from "../workspace";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { leafValues } from "./leaf-values";
import type { Located } from "../../terraform/values/located-value";
import { SecretFlow, secretInputsOf } from "./secret-flow";
import { isSecretName, isTokenName } from "./secret-names";

/** Values that may be secrets, which no format may show: their places and texts. */
export interface Redactions {
  readonly ranges: readonly Range[];
  readonly texts: ReadonlySet<string>;
}

/** Functions whose argument is secret. */
const HIDING = new Set(["sensitive", "ephemeral"]);

const isSecret = (name: string): boolean => isSecretName(name) || isTokenName(name);

/** The places and texts of all values that may be secrets. */
export function secretsToRedact(workspace: Workspace): Redactions {
  const ranges: Range[] = [];
  const texts = new Set<string>();
  const add = (value: Literal["value"], range: Range) => {
    ranges.push(range);
    if (typeof value === "string" || typeof value === "number") texts.add(String(value));
  };
  const hide = (value: Located) =>
    add(value.kind === "text" ? value.text : value.kind === "scalar" && value.value, value.range);
  const hideAll = (expression: Expression | undefined, module?: Module) => {
    if (expression === undefined) return;
    ranges.push(expression.range);
    if (module !== undefined)
      for (const { value } of leafValues(symbolicEvaluatorOf(module).read(expression))) hide(value);
    for (const each of everyExpression(expression))
      if (each.kind === "literal") add(each.value, each.range);
  };
  const flow = new SecretFlow(
    workspace,
    ({ labels: [name = ""], body }) => isHidden(body) || isSecret(name),
  );
  for (const module of workspace.modules) {
    for (const { labels, body } of blocksOf(module, "variable"))
      if (flow.secretVariables(module).has(labels[0] ?? ""))
        hideAll(valueOf(body, "default"), module);
    for (const call of callsIn(module)) {
      const called = calledModule(call, workspace);
      const inner = called === undefined ? [] : flow.secretVariables(called);
      for (const name of [...secretInputsOf(call), ...inner])
        hideAll(valueOf(call.block.body, name), module);
    }
    for (const block of module.blocks) {
      for (const { name, path, value } of leafValues(symbolicEvaluatorOf(module).bodyOf(block)))
        if ([name, ...path].some(isSecret)) hide(value);
      for (const { value } of everyAttribute(block.body))
        for (const each of everyExpression(value))
          if (each.kind === "call" && HIDING.has(each.name)) hideAll(each, module);
    }
  }
  const names = new Set(workspace.modules.flatMap((module) => [...flow.secretVariables(module)]));
  for (const { values } of workspace.variableFiles)
    for (const { name, value } of values.values())
      if (names.has(name) || isSecret(name)) hideAll(value);
  for (const text of texts) if (text.length < 4) texts.delete(text);
  return { ranges, texts };
}
