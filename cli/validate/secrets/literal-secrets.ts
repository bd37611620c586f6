import { addressOf } from "../../terraform/block-address";
import { callsIn, calledModule } from "../module-calls/module-calls";
import type { Problem } from "../finding";
import { type Block, type Module, valueOf } from "../../terraform/configuration";
import type { VariableFile } from "../../terraform/variable-file";
import type { Workspace } from "../workspace";
import { isWithin } from "../../terraform/range";
import { readStandalone, symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { leafValues } from "./leaf-values";
import {
  type Located,
  type LocatedText,
  isFullyKnown,
  optionsOf,
} from "../../terraform/values/located-value";
import { destinationName } from "./destinations";
import { type SecretFlow, secretInputsOf } from "./secret-flow";
import { setWriteOnly, isChartValue, setWriteOnlyNeeds } from "./helm-release";
import { TOKEN_IN_FILE, fixForLiteral, writeOnlyOf } from "./fixes";
import { isPlaceholder, looksLikeSecret, isSecretReference } from "./secret-patterns";
import { detectSecret } from "./detect-secret";

const TOKEN = "the connector's token";

/** Functions that read a file. */
const READ_FILE = new Set(["file", "filebase64", "templatefile"]);

/** Secrets as literals in the modules of a workspace. */
export const literalSecrets = (workspace: Workspace, flow: SecretFlow): Problem[] => [
  ...workspace.modules.flatMap((module) => [
    ...givenToCalls(module, workspace, flow),
    ...module.blocks.flatMap((block) =>
      block.type === "variable" ? inDefault(module, block, flow) : byItself(module, block),
    ),
  ]),
  ...atDestinations(flow),
];

/** The literal strings in a value that are not placeholders. */
const literalsOf = (value: Located): LocatedText[] =>
  optionsOf(value).flatMap((option) =>
    option.kind === "unknown" && option.hidden !== undefined
      ? literalsOf(option.hidden)
      : option.kind === "text" && isFullyKnown(option.text) && !isPlaceholder(option.text)
        ? [option]
        : [],
  );

const literalProblem = (
  module: Module,
  block: Block,
  path: readonly string[],
  what: string,
  range: Problem["range"],
): Problem => ({
  message: `${block.type === "locals" ? `local.${path.join(".")}` : destinationName({ block, path })} holds ${what} in plain text.`,
  fix: [fixForLiteral(block.type, what), ...insteadOf(module, block, path)].join(" "),
  range,
  secret: true,
});

/** Literals in places for a connector's secret. */
const atDestinations = ({ destinations }: SecretFlow): Problem[] =>
  destinations.flatMap(({ module, block, path, value, isToken, takesReference }) =>
    literalsOf(value)
      .filter(({ text }) => (takesReference ? looksLikeSecret(text) : !isSecretReference(text)))
      .map(({ range }) => literalProblem(module, block, path, isToken ? TOKEN : "a secret", range)),
  );

/** Literals for an input that holds the token. */
const givenToCalls = (module: Module, workspace: Workspace, flow: SecretFlow): Problem[] =>
  callsIn(module).flatMap((call) => {
    const called = calledModule(call, workspace);
    const names = new Set([
      ...secretInputsOf(call),
      ...(called === undefined ? [] : flow.secretVariables(called)),
    ]);
    return [...names].flatMap((name): Problem[] => {
      const value = valueOf(call.block.body, name);
      if (value === undefined) return [];
      if (value.kind === "call" && READ_FILE.has(value.name))
        return [
          {
            message: `${addressOf(call.block)}: ${name} is read from a file, which holds ${TOKEN} in plain text.`,
            fix: TOKEN_IN_FILE,
            range: value.range,
          },
        ];
      return literalsOf(symbolicEvaluatorOf(module).read(value))
        .filter(({ text }) => !isSecretReference(text))
        .map(({ range }) => literalProblem(module, call.block, [name], TOKEN, range));
    });
  });

/** Secrets by their pattern or name in a block. A value from another block is reported there. */
const byItself = (module: Module, block: Block): Problem[] =>
  leafValues(symbolicEvaluatorOf(module).bodyOf(block)).flatMap(({ path, name, value }) => {
    if (value.kind !== "text" || !isWithin(value.range, block.body.range)) return [];
    const isOutput = block.type === "output" && path.join() === "value";
    const what = detectSecret(isOutput ? block.labels.join() : name, value.text);
    return what === undefined ? [] : [literalProblem(module, block, path, what, value.range)];
  });

/** How to pass the variable that replaces a literal, if the argument takes no ephemeral value. */
function insteadOf(module: Module, { type, labels }: Block, path: readonly string[]): string[] {
  const argument = [labels[0] ?? "", ...path];
  if (type !== "resource") return [];
  if (isChartValue(argument))
    return [`Here, set it ${setWriteOnly(path, "var.…")}`, ...setWriteOnlyNeeds(module)];
  const as = writeOnlyOf(argument.join("."));
  return as === undefined ? [] : [`Here, set it ${as}`];
}

function inDefault(module: Module, block: Block, flow: SecretFlow): Problem[] {
  const value = valueOf(block.body, "default");
  const [name = ""] = block.labels;
  if (value === undefined) return [];
  return inValue(symbolicEvaluatorOf(module).read(value), name, {
    isToken: flow.secretVariables(module).has(name),
    place: (path) => `var.${path}: the default`,
  });
}

/** Secrets in a variable file, which stores them even if the variable is ephemeral. */
export function literalSecretsInFile(
  { file, values }: VariableFile,
  workspace: Workspace,
  flow: SecretFlow,
): Problem[] {
  const secret = new Set(
    workspace.modules
      .filter(({ role }) => role === "root")
      .flatMap((module) => [...flow.secretVariables(module)]),
  );
  return [...values.values()].flatMap(({ name, value }) =>
    inValue(readStandalone(value), name, {
      isToken: secret.has(name),
      place: (path) => `${file}: ${path}`,
    }),
  );
}

/** Secrets in the value of a variable. @param isToken whether the variable holds the token */
const inValue = (
  variable: Located,
  called: string,
  { isToken, place }: { readonly isToken: boolean; readonly place: (path: string) => string },
): Problem[] =>
  leafValues(variable, [called]).flatMap(({ path, name, value }) => {
    if (value.kind !== "text") return [];
    const isGiven = literalsOf(value).some(({ text }) => !isSecretReference(text));
    const what = isToken ? (isGiven ? TOKEN : undefined) : detectSecret(name, value.text);
    if (what === undefined) return [];
    return [
      {
        message: `${place(path.join("."))} holds ${what} in plain text.`,
        fix: fixForLiteral("variable", what),
        range: value.range,
        secret: true,
      },
    ];
  });
