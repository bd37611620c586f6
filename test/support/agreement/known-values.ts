import { functionNamed, jsonText } from "../../../cli/validate/functions";
import { normal } from "../../../cli/validate/functions/normal";
import { type Value, isKnown } from "../../../cli/validate/value";

/** Texts whose letters, cases, order and forms differ between Go and JavaScript, or between two versions of Unicode. */
const TEXTS = [
  ...["", "a", "straße", "ﬁ ŉ ΐ ᾳ ǆ", "ΟΔΟΣ", "İI", "e\u0301", "é", "a😀", "😀", "～"],
  ...["\u0085 a\ufeff", "क्षत्रिय", "👨‍👩‍👧🇩🇪", "1", "-0", "1e3", "<&>", "a\r\nb"],
];

const quoted = (text: string): string =>
  JSON.stringify(text).replace(/[\u0080-\u{10ffff}]/gu, (sign) => {
    const code = sign.codePointAt(0)!.toString(16).padStart(8, "0");
    return `\\U${code}`;
  });

/** Functions of known values, as the configuration writes them and as the function is given them. */
const ofValues = (): (readonly [name: string, written: string, args: readonly Value[]])[] => {
  const one = ["upper", "lower", "trimspace", "length", "jsondecode", "tonumber"];
  const two = ["split", "startswith", "strcontains", "trimprefix", "trimsuffix"];
  const lists = ["distinct", "toset", "sum", "compact", "alltrue", "max"];
  return [
    ...one.flatMap((name) => TEXTS.map((a) => [name, quoted(a), [a]] as const)),
    ...two.flatMap((name) =>
      TEXTS.flatMap((a) => TEXTS.map((b) => [name, `${quoted(a)}, ${quoted(b)}`, [a, b]] as const)),
    ),
    ...TEXTS.flatMap((a) =>
      TEXTS.flatMap((b) => [
        ["replace", `${quoted(a)}, ${quoted(b)}, "-"`, [a, b, "-"]] as const,
        ["join", `"", [${quoted(a)}, ${quoted(b)}]`, ["", [a, b]]] as const,
        ["contains", `[${quoted(a)}], ${quoted(b)}`, [[a], b]] as const,
        ["keys", `{ ${quoted(a)} = 1, ${quoted(b)} = 2 }`, [{ [a]: 1, [b]: 2 }]] as const,
        ...lists.map((name) =>
          name === "max"
            ? ([name, `${quoted(a)}, ${quoted(b)}`, [a, b]] as const)
            : ([name, `[${quoted(a)}, ${quoted(b)}]`, [[a, b]]] as const),
        ),
      ]),
    ),
  ];
};

/** What a function gives here, as a document; undefined where it isn't known. */
function documentOf(name: string, args: readonly Value[]): string | undefined {
  try {
    const value = functionNamed(name)!(...args);
    return isKnown(value) ? jsonText(value) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Expressions that compare a function's value with the one that is computed here.
 *
 * @param fails what is evaluated, and fails, where Terraform has another one
 */
export const knownValues = (fails: string): string[] =>
  ofValues().flatMap(([name, written, args]) => {
    const text = documentOf(name, normal(args) as readonly Value[]);
    return text === undefined
      ? []
      : [`jsonencode(${name}(${written})) == ${quoted(text)} ? 1 : ${fails}`];
  });
