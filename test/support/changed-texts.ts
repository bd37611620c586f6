import fc from "fast-check";

/** What texts are changed by: signs that mean something to one of the readers. */
const BITS = [
  ..."{}[]()\"'\\,:.=*?!-+%$#~\n\t\r0e",
  "${",
  "%{",
  "<<EOT\n",
  "null",
  "true",
  "[]",
  "{}",
  '""',
  "*/",
  "/*",
  "\u0000",
  "\ufeff",
  "😀",
  "-1",
  "1e999",
  "__proto__",
  "constructor",
  "for x in y :",
  "dynamic",
  "aws_iam_role",
];

/** One change: at a place (of 10,000), so much goes, and that comes. */
const change = fc.record({
  at: fc.nat(9_999),
  without: fc.oneof(fc.constant(0), fc.nat(12), fc.nat(200)),
  put: fc.constantFrom("", ...BITS),
});
/** One of the texts, changed in one to four places. */
export const mutated = (texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) =>
      changes.reduce((before, { at, without, put }) => {
        const from = Math.floor((at / 10_000) * before.length);
        return before.slice(0, from) + put + before.slice(from + without);
      }, text),
    );

/** One of the JSON texts, with values put in the place of others: it stays JSON, in another shape. */
export const reshaped = (texts: readonly string[]) =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.array(
        fc.tuple(
          fc.nat(9_999),
          fc.constantFrom<unknown>(null, 1, "", "${", [], {}, [null], [[]], { a: null }, true),
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
    )
    .map(([text, changes]) =>
      changes.reduce((before, [at, value]) => {
        let count = 0;
        JSON.parse(before, (_, each: unknown) => ((count += 1), each));
        const chosen = Math.floor((at / 10_000) * Math.max(1, count - 1));
        let index = 0;
        return JSON.stringify(
          JSON.parse(before, (_, each: unknown) => (index++ === chosen ? value : each)),
        );
      }, text),
    );
