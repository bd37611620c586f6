import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execFileSync } from "node:child_process";
import { MODULE_NAMES } from "../../cli/names";
import { isTerraform } from "../../cli/validate/read/folder";
import { writeModule } from "../../cli/build/write-module";
import type { ModuleName } from "../../modules/names";
import { PROJECT_ROOT } from "../../sandbox/paths";
import { cleanUp, tempDir } from "../../sandbox/processes";
import { mirrorsFor } from "../support/mirrors";
import { applied, changesOf } from "../support/agreement/changes";
import { KNOWN, OPEN } from "../support/agreement/known";
import { ourVerdict, ourVerdictOnCalled } from "../support/agreement/ours";
import { randomOf, sampledByKind } from "../support/agreement/random";
import type { Texts, Variant } from "../support/agreement/variant";
import { TerraformVerdicts } from "../support/agreement/verdicts";

jest.setTimeout(3_600_000); // as many variants as anybody asks for
afterAll(cleanUp);

/** How many variants of each module: 22,000 there are in all. */
const VARIANTS = Number(process.env.APONO_AGREEMENT_VARIANTS ?? 40);
/** Which of them. */
const SEED = Number(process.env.APONO_AGREEMENT_SEED ?? 1);
/** Variants in one run of Terraform: what more would spare in starts, it would need in memory. */
const BATCH = 120;

const textsIn = (folder: string): Texts =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(isTerraform)
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

const unchanged = (base: string, files: Texts): Variant => ({
  kind: "unchanged",
  name: base,
  base,
  files,
});

/** What stands where the two don't agree: the variant, and who has what against it. */
interface Disagreement {
  readonly variant: string;
  readonly ours?: string;
  readonly terraform?: string;
}

const isKnown = ({ ours, terraform }: Disagreement): boolean =>
  KNOWN.some(({ by, says }) => says.test((by === "ours" ? ours : terraform) ?? ""));

async function disagreements(
  judge: TerraformVerdicts,
  variants: readonly Variant[],
): Promise<Disagreement[]> {
  const found: Disagreement[] = [];
  for (let first = 0; first < variants.length; first += BATCH) {
    const batch = variants.slice(first, first + BATCH);
    const theirs = await judge.judge(batch);
    for (const variant of batch) {
      const ours = await ourVerdictOnCalled(variant.files);
      const terraform = theirs.get(variant);
      if ((ours === undefined) !== (terraform === undefined))
        found.push({ variant: variant.name, ours, terraform });
    }
  }
  return found;
}

/** What the examples are judged valid by, without a warning, is examples.test.ts. */
describe("the schema check, where Terraform finds nothing", () => {
  it.each(MODULE_NAMES)("finds nothing in the examples of %s", async (name) => {
    const built = writeModule(name, tempDir("agreement-"));
    const examples = readdirSync(join(built, "examples"));
    expect(examples.length).toBeGreaterThan(2);
    for (const example of examples)
      expect(
        await ourVerdict({
          ...prefixed("", textsIn(built)),
          ...prefixed(`examples/${example}/`, textsIn(join(built, "examples", example))),
        }),
      ).toBeUndefined();
  });
});

const prefixed = (folder: string, texts: Texts): Texts =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [`${folder}${name}`, text]));

describe.each(MODULE_NAMES)("the schema check on %s", (name: ModuleName) => {
  let judge: TerraformVerdicts;
  let files: Texts;

  beforeAll(async () => {
    const mirrors = await mirrorsFor(name);
    judge = new TerraformVerdicts(
      tempDir("agreement-"),
      mirrors.length > 0 || name === "eks-connector" ? ["aws", "helm", "kubernetes"] : ["aws"],
      mirrors,
    );
    files = textsIn(writeModule(name, tempDir("agreement-")));
  });

  afterAll(() => judge.dispose());

  it("finds the module and its stack valid, as Terraform does", async () => {
    const outputs = mkdtempSync(join(tempDir("agreement-"), "synth-"));
    execFileSync(process.execPath, ["synth.js"], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, CDKTF_OUTDIR: outputs },
    });
    const variants = [
      unchanged(name, files),
      unchanged(`stacks/${name}`, textsIn(join(outputs, "stacks", name))),
    ];
    const theirs = await judge.judge(variants);
    for (const variant of variants)
      expect([variant.name, await ourVerdictOnCalled(variant.files), theirs.get(variant)]).toEqual([
        variant.name,
        undefined,
        undefined,
      ]);
  });

  it(`agrees with Terraform on ${VARIANTS} variants of it, but for what is known`, async () => {
    const base = { name, files };
    const changes = sampledByKind(changesOf(base), VARIANTS, randomOf(SEED));
    expect(changes).toHaveLength(Math.min(VARIANTS, changesOf(base).length));
    const found = await disagreements(
      judge,
      changes.map((change) => applied(base, change)),
    );
    const known = found.filter(isKnown);
    console.log(
      `${name}: ${changes.length} variants (seed ${SEED}), ${changes.length - found.length} agreements, ` +
        `${known.length} known disagreements, ${found.length - known.length} others, ${judge.runs} runs of Terraform`,
    );
    const others = found.filter((each) => !isKnown(each)).map(({ variant }) => variant);
    expect(others.sort()).toEqual(SEED === 1 ? [...(OPEN[name] ?? [])].sort() : []);
  });
});

describe("the known disagreements", () => {
  it("are disagreements still", async () => {
    const judge = new TerraformVerdicts(tempDir("agreement-"), ["aws"]);
    const variants = KNOWN.map(({ cause, example }) => unchanged(cause, example));
    const found = await disagreements(judge, variants);
    expect(found.map(({ variant }) => variant)).toEqual(KNOWN.map(({ cause }) => cause));
    for (const [index, { by, says }] of KNOWN.entries())
      expect(found[index]).toMatchObject({
        [by]: expect.stringMatching(says) as string,
        [by === "ours" ? "terraform" : "ours"]: undefined,
      });
    judge.dispose();
  });
});
