import type { Problem } from "../../../finding";
import { type Block, type Module, valueOf } from "../../../model/configuration";
import type { Expression, Literal } from "../../../model/expression";
import type { VariableFile } from "../../../model/variable-file";
import type { Subject } from "../../../subject";
import { addressOf } from "../support/address";
import { calledModule, callsIn } from "../support/calls";
import { type SecretFlow, secretInputsOf } from "./flow";
import { inRelease, isChartValue, releaseNeeds } from "./helm";
import { TOKEN_IN_FILE, mendOfLiteral, writeOnlyOf } from "./mends";
import { isTokenName } from "./names";
import { type Place, inValue, placesIn } from "./places";
import { secretIn } from "./text";

const TOKEN = "the connector's token";

/** Functions that read a file, which then holds what is read. */
const READING = new Set(["file", "filebase64", "templatefile"]);

/** Secrets that are written out in a module. */
export function literalsIn(module: Module, subject: Subject, flow: SecretFlow): Problem[] {
  const secretArguments = new Map(
    callsIn(module).map((call) => {
      const called = calledModule(call, subject);
      return [
        call.block,
        new Set([...secretInputsOf(call), ...(called ? flow.secretVariables(called) : [])]),
      ] as const;
    }),
  );
  return module.blocks.flatMap((block) => {
    if (block.type === "variable") return inVariable(module, block, flow);
    return placesIn(block).flatMap((place) =>
      atPlace(module, block, place, flow, secretArguments.get(block)?.has(place.path[0]!) ?? false),
    );
  });
}

function atPlace(
  module: Module,
  block: Block,
  place: Place,
  flow: SecretFlow,
  isSecret: boolean,
): Problem[] {
  const path = place.path.join(".");
  const where = block.type === "locals" ? `local.${path}` : `${addressOf(block)}: ${path}`;
  const problem = (range: Problem["range"], what: string): Problem => ({
    message: `${where} holds ${what} in plain text.`,
    mend: [mendOfLiteral(block.type, what), ...insteadOf(module, block, place)].join(" "),
    range,
    secret: true,
  });
  if (isSecret || isTokenName(place.name)) {
    const { value } = place;
    if (value.kind === "call" && READING.has(value.name))
      return [
        {
          message: `${where} is read from a file, which holds ${TOKEN} in plain text.`,
          mend: TOKEN_IN_FILE,
          range: value.range,
        },
      ];
    return flow
      .literalsBehind(module, value)
      .filter((literal) => isSecretText(literal))
      .map(({ range }) => problem(range, TOKEN));
  }
  const text = textOf(place.value);
  const what = text === undefined ? undefined : secretIn(place.name, text);
  return what === undefined ? [] : [problem(place.range, what)];
}

/** Where the variable goes that a literal becomes: what takes no ephemeral value must be something else, too. */
function insteadOf(module: Module, { type, labels }: Block, { path }: Place): string[] {
  const argument = [labels[0] ?? "", ...path];
  if (type !== "resource") return [];
  if (isChartValue(argument))
    return [`Here, give it ${inRelease(path, "var.…")}`, ...releaseNeeds(module)];
  const as = writeOnlyOf(argument.join("."));
  return as === undefined ? [] : [`Here, give it ${as}`];
}

function inVariable(module: Module, block: Block, flow: SecretFlow): Problem[] {
  const value = valueOf(block.body, "default");
  const [name = ""] = block.labels;
  if (value === undefined) return [];
  return [...inValue(value, [name])].flatMap((place) => {
    const text = textOf(place.value);
    const isSecret = flow.secretVariables(module).has(name) && isSecretText(place.value);
    const what = isSecret ? TOKEN : text === undefined ? undefined : secretIn(place.name, text);
    if (what === undefined) return [];
    return [
      {
        message: `var.${name}: the default holds ${what} in plain text.`,
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
  secretVariables: ReadonlySet<string>,
): Problem[] {
  return [...values.values()].flatMap(({ name, value }) =>
    [...inValue(value, [name])].flatMap((place) => {
      const text = textOf(place.value);
      if (text === undefined || text === "") return [];
      const what = secretVariables.has(name) ? TOKEN : secretIn(place.name, text);
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

const isSecretText = (value: Expression): value is Literal =>
  value.kind === "literal" && typeof value.value === "string" && value.value.trim() !== "";

/** What is written out; `${…}` stands for what is woven in. */
function textOf(value: Expression): string | undefined {
  if (value.kind === "literal") return typeof value.value === "string" ? value.value : undefined;
  if (value.kind !== "template") return undefined;
  return value.parts.map((part) => (part.kind === "literal" ? part.value : "${…}")).join("");
}
