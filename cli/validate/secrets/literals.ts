import { addressOf } from "../calls/address";
import { callsIn, calledModule } from "../calls/calls";
import type { Problem } from "../finding";
import { type Block, type Module, valueOf } from "../model/configuration";
import type { Expression } from "../model/expression";
import type { VariableFile } from "../model/variable-file";
import type { Subject } from "../subject";
import { symbolicReaderOf } from "../values/known";
import { type Located, type LocatedText, isExact, optionsOf } from "../values/located";
import { calledPlace } from "./destinations";
import { type SecretFlow, secretInputsOf } from "./flow";
import { inRelease, isChartValue, releaseNeeds } from "./helm";
import { TOKEN_IN_FILE, mendOfLiteral, writeOnlyOf } from "./mends";
import { type Place, inValue, placesIn } from "./places";
import { isPlaceholder, looksSecret, namesSecret } from "./shapes";
import { secretIn } from "./text";

const TOKEN = "the connector's token";

/** Functions that read a file, which then holds what is read. */
const READING = new Set(["file", "filebase64", "templatefile"]);

/** Secrets that are written out in a subject's modules. */
export const literalsIn = (subject: Subject, flow: SecretFlow): Problem[] => [
  ...subject.modules.flatMap((module) => [
    ...givenToCalls(module, subject, flow),
    ...module.blocks.flatMap((block) =>
      block.type === "variable"
        ? inDefault(module, block, flow)
        : placesIn(block).flatMap((place) => byItself(module, block, place)),
    ),
  ]),
  ...atDestinations(flow),
];

/** Texts of a value that are written out, and are no stand-ins or names for a secret. */
const literalsOf = (value: Located): LocatedText[] =>
  optionsOf(value).flatMap((option) =>
    option.kind === "text" && isExact(option.text) && !isPlaceholder(option.text) ? [option] : [],
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

/** What is a secret by its own shape, or by what it is called. */
function byItself(module: Module, block: Block, place: Place): Problem[] {
  const text = textOf(place.value);
  const what = text === undefined ? undefined : secretIn(place.name, text);
  return what === undefined ? [] : [literal(module, block, place.path, what, place.range)];
}

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
  return [...inValue(value, [name])].flatMap((place) => {
    const what = secretAt(place, flow.secretVariables(module).has(name));
    if (what === undefined) return [];
    return [
      {
        message: `var.${place.path.join(".")}: the default holds ${what} in plain text.`,
        mend: mendOfLiteral(block.type, what),
        range: place.range,
        secret: true,
      },
    ];
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
    [...inValue(value, [name])].flatMap((place) => {
      const what = secretAt(place, secret.has(name));
      if (what === undefined) return [];
      return [
        {
          message: `${file}: ${place.path.join(".")} holds ${what} in plain text.`,
          mend: mendOfLiteral("variable", what),
          range: place.range,
          secret: true,
        },
      ];
    }),
  );
}

/** @param isToken whether the variable is known to hold the token */
function secretAt({ name, value }: Place, isToken: boolean): string | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  if (!isToken) return secretIn(name, text);
  return isExact(text) && !isPlaceholder(text) && !namesSecret(text) ? TOKEN : undefined;
}

/** What is written out; `${…}` stands for what is woven in. */
function textOf(value: Expression): string | undefined {
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : undefined;
  if (value.kind !== "template") return undefined;
  return value.parts.map((part) => (part.kind === "literal" ? part.value : "${…}")).join("");
}
