import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { program } from "../../../cli";
import { processIo } from "../../../cli/terminal/io";
import { FORMAT_NAMES } from "../../../cli/validate/format/names";
import { cleanUp, tempDir } from "../../kit/processes";
import { findFish, findZsh } from "../../kit/shells";
import { PROJECT } from "../../kit/project-copy";
import { type Offer, fishOffers, zshOffers } from "../../support/shells/offers";

jest.setTimeout(300_000);

/** A folder to type in, and one with the command in it. */
let cwd: string;
let path: string;
beforeAll(() => {
  const folder = tempDir("complete-");
  const bin = join(folder, "bin");
  cwd = join(folder, "work");
  for (const each of [bin, cwd]) mkdirSync(each);
  symlinkSync(join(PROJECT, "cli", "apono-connector.js"), join(bin, "apono-connector"));
  for (const file of ["infra one.tfvars", "variables.tf"]) writeFileSync(join(cwd, file), "");
  path = [bin, process.env.PATH].join(delimiter);
});
afterEach(() => rmSync(join(cwd, "ran"), { force: true }));
afterAll(cleanUp);

/** Every option of a command, as its help shows them. */
const optionsOf = (name: string) => {
  const command = program(processIo()).commands.find((each) => each.name() === name)!;
  return command
    .createHelp()
    .visibleOptions(command)
    .map(({ long }) => long!)
    .sort();
};

/** Each line with what is offered for it, whatever shell it is. */
const LINES: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ["apono-connector val", ["validate"]],
  ["apono-connector validate --format ", [...FORMAT_NAMES].sort()],
  ["apono-connector doctor --", optionsOf("doctor")],
  ["apono-connector modules pack", ["package"]],
  ["apono-connector validate --only token-in", ["token-in-plain-text"]],
  ["apono-connector validate --off synt", ["syntax="]],
  ["apono-connector doctor --region ", []],
  // Quotes are the shell's, files its own to offer.
  ["apono-connector validate 'a b' --module e", ["ecs-connector", "eks-connector"]],
  ["apono-connector validate vari", ["variables.tf"]],
];

/** What is written and not yet entered must not run: as a word, as an option's value, and before it. */
const UNENTERED = [
  'apono-connector validate "$(echo >ran)" vari',
  "apono-connector validate --format=$(echo>ran)",
  "apono-connector validate --$(echo>ran)=x",
  "apono-connector validate --format=$(echo>ran)=",
  "apono-connector validate `echo>ran`",
];

const offers = (answers: readonly Offer[]) => answers.map(({ offered }) => offered);

describe("zsh", () => {
  let zsh: string;
  beforeAll(async () => (zsh = await findZsh()));
  const type = (...lines: string[]) => zshOffers({ shell: zsh, cwd, path }, lines);

  it("offers commands, options, values and files", async () => {
    const answers = await type(...LINES.map(([line]) => line));
    expect(offers(answers)).toEqual(LINES.map(([, offered]) => offered));
  });

  it("writes what there is one of, ready for what comes next", async () => {
    const lines = await type(
      "apono-connector val",
      "apono-connector validate --format=s",
      "apono-connector validate --off synt",
      "apono-connector validate infra",
      "apono-connector doctor --region ",
    );
    expect(lines.map(({ line }) => line)).toEqual([
      "apono-connector validate ",
      "apono-connector validate --format=sarif ",
      // A reason follows.
      "apono-connector validate --off syntax=",
      "apono-connector validate infra\\ one.tfvars ",
      "apono-connector doctor --region ",
    ]);
  });

  it("runs nothing of what is being written", async () => {
    expect(await type(...UNENTERED)).toHaveLength(UNENTERED.length);
    expect(existsSync(join(cwd, "ran"))).toBe(false);
  });
});

describe("fish", () => {
  let fish: string;
  beforeAll(async () => (fish = await findFish()));
  const type = (...lines: string[]) => fishOffers({ shell: fish, cwd, path }, lines);

  it("offers commands, options, values and files", async () => {
    const answers = await type(...LINES.map(([line]) => line));
    expect(offers(answers)).toEqual(LINES.map(([, offered]) => offered));
    expect(offers(await type("apono-connector validate --format=s"))).toEqual([["--format=sarif"]]);
  });

  it("runs nothing of what is being written", async () => {
    expect(await type(...UNENTERED)).toHaveLength(UNENTERED.length);
    expect(existsSync(join(cwd, "ran"))).toBe(false);
  });
});
