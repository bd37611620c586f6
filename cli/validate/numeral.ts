/** Of this many digits no two numbers become one in JavaScript. */
const DIGITS = 15;

/**
 * The number that is written, with JavaScript's precision; undefined where that is another than Terraform's, which counts
 * in 512 bits, and where it is written in a way that is rare (`+7`, `.5`).
 */
export function numberIn(text: string): number | undefined {
  const written = /^-?(\d+)(?:\.(\d+))?(?:[eE][-+]?\d+)?$/.exec(text);
  if (written === null) return undefined;
  const value = Number(text);
  if (String(value) === text && Number.isSafeInteger(value)) return value;
  const [, whole = "", fraction = ""] = written;
  const digits = `${whole}${fraction}`.replace(/^0+|0+$/g, "");
  const isLost = (value === 0) !== (digits === "") || Object.is(value, -0);
  return digits.length <= DIGITS && Number.isFinite(value) && !isLost ? value : undefined;
}
