import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { posix } from "node:path";
import { findingsIn } from "../../../support/findings-in";
import { isTerraform } from "../../../../cli/validate/read/read-modules";
import { RULES } from "../../../../cli/validate/rules";
import { type Example, exampleFiles } from "../../../../tools/docs/rule-page";
import { runCli } from "../../../support/cli";
import { workspaceOf } from "../../../support/workspace";
import { inOwnFolder, write } from "../../../support/validate-folder";

const CALL = 'module "apono" {\n  source = "acme/apono-org-delegation/aws"\n}\n';
const BROKEN = 'variable "name" {\n  default = "apono\n}\n';

inOwnFolder();

interface Output {
  readonly findings: readonly { readonly rule: string; readonly file: string }[];
  readonly unread: readonly { readonly file: string }[];
}

/** What was told, as file and rule, and which files were not read. */
async function validate() {
  const { code, out } = await runCli(["validate", ".", "--no-engine", "--format", "json"]);
  const { findings, unread } = JSON.parse(out) as Output;
  return {
    code,
    told: findings.map(({ rule, file }) => `${file} ${rule}`),
    unread: unread.map(({ file }) => file),
  };
}

it("nothing is concluded from what a file that can't be read may declare", async () => {
  write({ "main.tf": CALL, "other.tf": BROKEN });
  expect(await validate()).toEqual({
    code: 0,
    told: ["other.tf syntax"],
    unread: ["other.tf"],
  });
  write({ "other.tf": 'variable "name" {}\n' });
  expect((await validate()).told).toEqual(
    expect.arrayContaining(["main.tf module-unpinned", "main.tf region-missing"]),
  );
});

it("what is wrong by itself, and other folders, are told all the same", async () => {
  write({
    "main.tf": `${CALL}variable "apono_token" {\n  default = "Zx81qQ4m77LpooT9"\n}\n`,
    "other.tf": BROKEN,
    "b/main.tf": CALL,
  });
  const { told } = await validate();
  expect(told).toContain("main.tf token-in-plain-text");
  expect(told).toContain("b/main.tf module-unpinned");
  expect(told).not.toContain("main.tf module-unpinned");
});

it.each([
  ["main.tf", "big.tf"],
  ["main.tf", "big.auto.tfvars"],
])("a file of more than 5 MB costs no finding of another folder: %s, %s", async (name, big) => {
  write({ [`a/${big}`]: `${"#".repeat(99)}\n`.repeat(52_000), [`b/${name}`]: CALL });
  const { code, told, unread } = await validate();
  expect(code).toBe(0);
  expect(told).toContain(`a/${big} syntax`);
  expect(told).toContain("b/main.tf module-unpinned");
  expect(unread).toEqual([`a/${big}`]);
  expect((await runCli(["validate", ".", "--no-engine"])).out).toContain(
    "This file was not read: it has 5.2 MB; the limit is 5 MB.",
  );
});

it("a file that may not be read costs none either", async () => {
  write({ "a/main.tf": "locals {}\n", "b/main.tf": CALL });
  chmodSync("a/main.tf", 0);
  const { told, unread } = await validate();
  expect(told).toContain("b/main.tf module-unpinned");
  // The superuser reads every file.
  expect(unread).toEqual(process.getuid?.() === 0 ? [] : ["a/main.tf"]);
});

it.each<[string, Buffer, string]>([
  ["UTF-16", Buffer.from(`\ufeff${CALL}`, "utf16le"), "The file is not UTF-8 text"],
  [
    "an archive",
    Buffer.from("PK\x03\x04\x14\x00\x08\x00{\n", "latin1"),
    "Invalid Terraform syntax",
  ],
])("no byte of a file that is no text is shown: %s", async (_, bytes, message) => {
  mkdirSync("a");
  writeFileSync("a/main.tf", bytes);
  const { out } = await runCli(["validate", ".", "--no-engine"]);
  expect(out).toContain(message);
  expect(out).not.toMatch(/\ufffd|\0|\d \| /);
});

/** Ways in which somebody leaves a text that is about to change. */
const BREAKS: readonly (readonly [how: string, change: (text: string) => string])[] = [
  ["a quote is open at its begin", (text) => `locals {\n  a = "\n}\n${text}`],
  ["a brace is open at its end", (text) => `${text}locals {\n`],
  ["the end is missing", (text) => text.slice(0, text.trimEnd().length / 2)],
];

/** The same with a file for each block. */
const apart = (files: Example): Example =>
  Object.fromEntries(
    Object.entries(files).flatMap(([name, text]): [string, string][] =>
      name.endsWith(".tf")
        ? text
            .split(/(?<=\n\}\n)\n/)
            .map((block, index) => [name.replace(/\.tf$/, `${index}.tf`), block])
        : [[name, text]],
    ),
  );

it.each(RULES.map(({ id }) => id))(
  "nothing more is found in what the rule `%s` finds good, with any file of it broken",
  async (id) => {
    const files = apart(exampleFiles(id, "good"));
    const told = async (changed: Example) =>
      (await findingsIn(await workspaceOf(changed), RULES))
        .filter(({ rule }) => rule !== "syntax")
        .flatMap(({ rule, message, range, related = [] }) => [
          `${rule}: ${message} (${range.file})`,
          // What another rule spoke for speaks for itself where that one is not sure.
          ...related.map((each) => `${each.message.replace("Also, by ", "")} (${each.range.file})`),
        ]);
    const before = new Set(await told(files));
    for (const [name, text] of Object.entries(files))
      if (isTerraform(posix.basename(name)) && name.endsWith(".tf"))
        for (const [how, change] of BREAKS) {
          const now = await told({ ...files, [name]: change(text) });
          expect([name, how, now.filter((each) => !before.has(each))]).toEqual([name, how, []]);
        }
  },
);
