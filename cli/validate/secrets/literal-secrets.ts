import { addressOf } from "../../terraform/block-address";
import { callsIn, calledModule } from "../module-calls/module-calls";
import type { Problem } from "../finding";
import { type Block, type Module, valueOf } from "../../terraform/configuration";
import type { VariableFile } from "../../terraform/variable-file";
import type { Subject } from "../workspace";
import { isWithin } from "../../terraform/range";
import { readAlone, symbolicReaderOf } from "../../terraform/values/evaluate";
import { leavesOf } from "./leaf-values";
import {
  type Located,
  type LocatedText,
  isExact,
  optionsOf,
} from "../../terraform/values/located-value";
import { calledPlace } from "./destinations";
import { type SecretFlow, secretInputsOf } from "./secret-flow";
import { inRelease, isChartValue, releaseNeeds } from "./helm-release";
import { TOKEN_IN_FILE, mendOfLiteral, writeOnlyOf } from "./fixes";
import { isPlaceholder, looksSecret, namesSecret } from "./secret-patterns";
import { secretIn } from "./detect-secret";

const TOKEN = "the connector's token";

/** Functions that read a file, which then holds what is read. */
const READING = new Set(["file", "filebase64", "templatefile"]);

/** Secrets that are written out in a subject's modules. */
export const literalsIn = (subject: Subject, flow: SecretFlow): Problem[] => [
  ...subject.modules.flatMap((module) => [
    ...givenToCalls(module, subject, flow),
    ...module.blocks.flatMap((block) =>
      block.type === "variable" ? inDefault(module, block, flow) : byItself(module, block),
    ),
  ]),
  ...atDestinations(flow),
];

/** Texts of a value that are written out, and are no stand-ins or names for a secret. */
const literalsOf = (value: Located): LocatedText[] =>
  optionsOf(value).flatMap((option) =>
    option.kind === "unknown" && option.hidden !== undefined
      ? literalsOf(option.hidden)
      : option.kind === "text" && isExact(option.text) && !isPlaceholder(option.text)
        ? [option]
        : [],
  );

const literal = (
  module: Module,
  block: Block,
  path: readonly string[],
  what: string,
  range: Problem["range"],
): Problem => ({
  message: `${block.type === "locals" ? `local.${path.join(".")}` : calledPlace({ block, path })} holds ${what} in plain text.`,
  mend: [mendOfLiteral(block.type, what), ...insteadOf(module, block, path)].join(" "),
  range,
  secret: true,
});

/** What is written out where a connector has a secret. */
const atDestinations = ({ destinations }: SecretFlow): Problem[] =>
  destinations.flatMap(({ module, block, path, value, isToken, isName }) =>
    literalsOf(value)
      .filter(({ text }) => (isName ? looksSecret(text) : !namesSecret(text)))
      .map(({ range }) => literal(module, block, path, isToken ? TOKEN : "a secret", range)),
  );

/** What is written out for an input that holds the token. */
const givenToCalls = (module: Module, subject: Subject, flow: SecretFlow): Problem[] =>
  callsIn(module).flatMap((call) => {
    const called = calledModule(call, subject);
    const names = new Set([
      ...secretInputsOf(call),
      ...(called === undefined ? [] : flow.secretVariables(called)),
    ]);
    return [...names].flatMap((name): Problem[] => {
      const value = valueOf(call.block.body, name);
      if (value === undefined) return [];
      if (value.kind === "call" && READING.has(value.name))
        return [
          {
            message: `${addressOf(call.block)}: ${name} is read from a file, which holds ${TOKEN} in plain text.`,
            mend: TOKEN_IN_FILE,
            range: value.range,
          },
        ];
      return literalsOf(symbolicReaderOf(module).read(value))
        .filter(({ text }) => !namesSecret(text))
        .map(({ range }) => literal(module, call.block, [name], TOKEN, range));
    });
  });

/** What is a secret by its own shape, or by what it is called; what is read of another block is found there. */
const byItself = (module: Module, block: Block): Problem[] =>
  leavesOf(symbolicReaderOf(module).bodyOf(block)).flatMap(({ path, name, value }) => {
    if (value.kind !== "text" || !isWithin(value.range, block.body.range)) return [];
    const isOutput = block.type === "output" && path.join() === "value";
    const what = secretIn(isOutput ? block.labels.join() : name, value.text);
    return what === undefined ? [] : [literal(module, block, path, what, value.range)];
  });

/** Where the variable goes that a literal becomes: what takes no ephemeral value must be something else, too. */
function insteadOf(module: Module, { type, labels }: Block, path: readonly string[]): string[] {
  const argument = [labels[0] ?? "", ...path];
  if (type !== "resource") return [];
  if (isChartValue(argument))
    return [`Here, give it ${inRelease(path, "var.…")}`, ...releaseNeeds(module)];
  const as = writeOnlyOf(argument.join("."));
  return as === undefined ? [] : [`Here, give it ${as}`];
}

function inDefault(module: Module, block: Block, flow: SecretFlow): Problem[] {
  const value = valueOf(block.body, "default");
  const [name = ""] = block.labels;
  if (value === undefined) return [];
  return inValue(symbolicReaderOf(module).read(value), name, {
    isToken: flow.secretVariables(module).has(name),
    place: (path) => `var.${path}: the default`,
  });
}

/** Secrets in a file of variables: what is given there is at rest, even where the variable is ephemeral. */
export function literalsInFile(
  { file, values }: VariableFile,
  subject: Subject,
  flow: SecretFlow,
): Problem[] {
  const secret = new Set(
    subject.modules
      .filter(({ role }) => role === "root")
      .flatMap((module) => [...flow.secretVariables(module)]),
  );
  return [...values.values()].flatMap(({ name, value }) =>
    inValue(readAlone(value), name, {
      isToken: secret.has(name),
      place: (path) => `${file}: ${path}`,
    }),
  );
}

/** What is written out in the value of a variable. @param isToken whether the variable is known to hold the token */
const inValue = (
  variable: Located,
  called: string,
  { isToken, place }: { readonly isToken: boolean; readonly place: (path: string) => string },
): Problem[] =>
  leavesOf(variable, [called]).flatMap(({ path, name, value }) => {
    if (value.kind !== "text") return [];
    const isGiven = literalsOf(value).some(({ text }) => !namesSecret(text));
    const what = isToken ? (isGiven ? TOKEN : undefined) : secretIn(name, value.text);
    if (what === undefined) return [];
    return [
      {
        message: `${place(path.join("."))} holds ${what} in plain text.`,
        mend: mendOfLiteral("variable", what),
        range: value.range,
        secret: true,
      },
    ];
  });
