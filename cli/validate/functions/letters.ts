import { UNKNOWN } from "../value";

/**
 * Signs whose case is the same in every version of Unicode that Terraform and JavaScript may have: Latin, Greek,
 * Cyrillic, Armenian.
 */
const SETTLED = /^[\0-\u024f\u0370-\u052f\u0531-\u0587\u1e00-\u1fff\u212a\u212b\uff21-\uff5a]$/;

/** As Go does it, every sign by itself and for one other: ß stays, and no Σ ends a word. */
const cased =
  (map: (sign: string) => string, special: (sign: string, mapped: string) => string | undefined) =>
  (value: string): string | typeof UNKNOWN => {
    const signs = [...value].map((sign) => {
      const mapped = map(sign);
      if (mapped === sign) return sign;
      if ([...mapped].length > 1) return special(sign, mapped);
      return SETTLED.test(sign) && SETTLED.test(mapped) ? mapped : undefined;
    });
    return signs.includes(undefined) ? UNKNOWN : signs.join("");
  };

/** ᾳ has a capital of its own, which isn't told by what it becomes here. */
export const upper = cased(
  (sign) => sign.toUpperCase(),
  (sign, mapped) => (mapped.endsWith("\u0399") ? undefined : sign),
);

/** Only İ becomes several. */
export const lower = cased(
  (sign) => sign.toLowerCase(),
  (sign) => (sign === "\u0130" ? "i" : undefined),
);

/**
 * Signs of which every version of Unicode makes the same letters: Latin with its accents, Greek, Cyrillic, those of East
 * Asia, and emoji. It is not so in the scripts of India, nor of emoji that are joined.
 */
const SIMPLE = new RegExp(
  `^(?:${[
    "[\\0-\\u058f\\u1e00-\\u1fff]",
    "[\\u2010-\\u2027\\u2030-\\u205e\\u20a0-\\u20bf\\u2100-\\u22ff]",
    "[\\u3000-\\u3029\\u3041-\\u3096\\u30a0-\\u30ff\\u4e00-\\u9fff\\uac00-\\ud7a3\\uff01-\\uff60]",
    "[\\u{1f1e6}-\\u{1f1ff}\\u{1f300}-\\u{1f64f}\\u{1f680}-\\u{1f6d2}\\u{1f910}-\\u{1f93a}]",
    "\\ufe0f",
  ].join("|")})*$`,
  "u",
);

/** How many letters a reader takes a text for. */
export const lettersIn = (value: string): number | typeof UNKNOWN =>
  SIMPLE.test(value) ? [...new Intl.Segmenter("en").segment(value)].length : UNKNOWN;
