import fc from "fast-check";
import { parsedTemplate } from "../../../../../cli/validate/read/parsed-template";
import { loadParser } from "../../../../../cli/validate/read/parser";
import { quickTemplate } from "../../../../../cli/validate/read/quick-template";
import { moduleBases } from "../../../../support/agreement/bases";

const SEED = Number(process.env["FUZZ_SEED"] ?? 20_261_125);
const RUNS = Number(process.env["FUZZ_RUNS"] ?? 4_000);

const range = { file: "f", start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
const quick = (text: string) => withoutRanges(quickTemplate(text, range));
const parsed = async (text: string) =>
  withoutRanges(parsedTemplate(await loadParser(), text, range));

/** All in a string of JSON is in one place. */
const withoutRanges = (value: unknown): unknown =>
  value === undefined
    ? undefined
    : JSON.parse(
        JSON.stringify(value, (key, part: unknown) => (key === "range" ? undefined : part)),
      );

/** Every template of the modules as they are built, once. */
const templates = [
  ...new Set(
    moduleBases()
      .flatMap(({ files }) => Object.entries(files))
      .filter(([name]) => name.endsWith(".tf.json"))
      .flatMap(([, text]) => textsIn(JSON.parse(text)))
      .filter((text) => /[$%]\{/.test(text)),
  ),
];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

it("reads every template of the modules, as the parser does", async () => {
  expect(templates.length).toBeGreaterThan(300);
  for (const text of templates) expect([text, quick(text)]).toEqual([text, await parsed(text)]);
});

it.each([
  "a ${b} c",
  "${a}${b}",
  "$${a}",
  "$a $$ ${b}$",
  "%%{a} 100%",
  "${null}",
  "${1.5e3}",
  "${1e-9}",
  '${"a"}',
  '${"a\\n\\"${b}\\" $${c}"}',
  "${a-b - c - d}",
  "${a + b * c == d || !e && -f < 2}",
  "${-a.b}",
  "${!a.b[0]}",
  "${(a).b}",
  "${a.*.b}",
  "${a[*].b[0].c}",
  '${a["b"].c[d]}',
  "${f()}",
  "${f(a, b...)}",
  "${f(a, b,)}",
  "${core::f(a)}",
  "${[]}",
  "${[a, 1,]}",
  "${{}}",
  "${{a = 1, b: 2}}",
  "${{null = 1, true = 2, false: 3}}",
  "${{(null) = 1, (true) = 2}}",
  "${{\n  a = 1\n  b = [\n    2\n  ]\n}}",
  '${{(a) = 1, "b" = 2, "${c}" = 3}}',
  "${[for a in b : c]}",
  "${[for a, b in c : d if e]}",
  "${{for a in b : c => d...}}",
  "${{for a in b : c => d if e ? f : g}}",
  "${a ? b : c ? d : e}",
  "${format}",
  "${[format]}",
])("reads %j as the parser does", async (text) => {
  expect(quick(text)).toBeDefined();
  expect(quick(text)).toEqual(await parsed(text));
});

it.each([
  "${a",
  "${}",
  "${a b}",
  "${~ a ~}",
  "%{ if a }b%{ endif }",
  "$$${a}",
  "${a # b\n}",
  "${a /* b */}",
  "${<<E\na\nE\n}",
  "${a.0}",
  "${a [0]}",
  "${a\n.b}",
  "${0x1f}",
  "${é}",
  '${"a\nb"}',
  "${f(a,,b)}",
  "${{a = 1 b = 2}}",
  "${{a}}",
  "${[for a b : c]}",
  "${[a...]}",
  `\${${"(".repeat(500)}a${")".repeat(500)}}`,
  `\${${"!".repeat(500)}a}`,
  `\${${"a ? b : ".repeat(500)}c}`,
])("leaves %j to the parser", (text) => {
  expect(quick(text)).toBeUndefined();
});

/** Signs that mean something in a template. */
const BITS = [
  ...'{}[]()"\\,:.=*?!-+%$#~<>/&|\n 0e',
  ..."${ %{ $${ %%{ ... => == && || ? : for in if [* ] .* .a [0] null true :: << // /*".split(" "),
];

/** A template of the modules, changed in some places. */
const changed = fc
  .record({
    text: fc.constantFrom(...templates.filter(({ length }) => length < 400)),
    changes: fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        remove: fc.nat(4),
        insert: fc.oneof(fc.constant(""), fc.constantFrom(...BITS)),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ text, changes }) =>
    changes.reduce((result, { at, remove, insert }) => {
      const start = Math.floor(at * result.length);
      return result.slice(0, start) + insert + result.slice(start + remove);
    }, text),
  );

it(`says nothing else than the parser of changed templates (FUZZ_SEED=${SEED} FUZZ_RUNS=${RUNS})`, async () => {
  let read = 0;
  await fc.assert(
    fc.asyncProperty(changed, async (text) => {
      const found = quick(text);
      if (found === undefined) return;
      read += 1;
      expect(found).toEqual(await parsed(text));
    }),
    { seed: SEED, numRuns: RUNS },
  );
  // Most changes break a template; enough leave one that is read.
  expect(read).toBeGreaterThan(RUNS / 20);
}, 120_000);
