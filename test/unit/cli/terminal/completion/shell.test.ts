import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT } from "../../../../kit/project-copy";
import { runCli } from "../../../../support/cli";

/** A folder with the command in it, as the PATH would have it. */
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "apono-complete-test-"));
  symlinkSync(join(PROJECT, "cli", "apono-connector.js"), join(folder, "apono-connector"));
  writeFileSync(join(folder, "infrastructure.tfvars"), "");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const command = (...args: string[]) =>
  execFileSync(process.execPath, [join(PROJECT, "cli", "apono-connector.js"), ...args], {
    encoding: "utf8",
  });

/** What bash offers for words, the last of which is being written. */
const offered = (lines: readonly (readonly string[])[], before = ""): string[][] =>
  execFileSync(
    "bash",
    [
      "--norc",
      "-c",
      `cd "$1"; PATH="$1:$PATH"; source <(apono-connector complete bash)
${before}
function=$(complete -p apono-connector | sed 's/.*-F \\([^ ]*\\).*/\\1/')
${lines
  .map(
    (words) =>
      `COMP_WORDS=(apono-connector ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; ` +
      `COMP_LINE="\${COMP_WORDS[*]}"; COMP_POINT=\${#COMP_LINE}; COMP_TYPE=9; COMPREPLY=(); ` +
      `"$function" apono-connector "\${COMP_WORDS[COMP_CWORD]}" "\${COMP_WORDS[COMP_CWORD-1]}" 2>/dev/null; ` +
      `printf '%s\\t' "\${COMPREPLY[@]}"; echo`,
  )
  .join("\n")}`,
      "bash",
      folder,
    ],
    { encoding: "utf8" },
  )
    .split("\n")
    .slice(0, -1)
    .map((line) =>
      line
        .split("\t")
        .map((word) => word.trim().split(/ {2,}/)[0]!)
        .filter(Boolean),
    );

it("bash offers commands, options, and values", () => {
  const [commands, options, formats, modules, rules, assigned, files, unsafe, asked] = offered([
    ["va"],
    ["validate", "--min"],
    ["validate", "--format", ""],
    ["validate", "--module", "e"],
    ["validate", "--only", "token-in"],
    ["validate", "--format", "=", "s"],
    ["validate", "infra"],
    ["validate", "$(touch ran)", "infra"],
    ["doctor", "--"],
  ]);
  expect(commands).toEqual(["validate"]);
  expect(options).toEqual(["--min-severity"]);
  expect(formats).toEqual(["text", "json", "sarif", "junit", "github"]);
  expect(modules).toEqual(["ecs-connector", "eks-connector"]);
  expect(rules).toEqual(["token-in-plain-text"]);
  expect(assigned).toEqual(["sarif"]);
  expect(files).toEqual(["infrastructure.tfvars"]);
  expect(unsafe).toEqual(["infrastructure.tfvars"]);
  expect(existsSync(join(folder, "ran"))).toBe(false);
  expect(asked).toEqual(expect.arrayContaining(["--module", "--strict", "--help"]));
}, 60_000);

it("bash leaves no space behind a rule to turn off, which a reason follows", () => {
  const told = 'compopt() { printf "compopt %s\\t" "$*"; }';
  expect(
    offered(
      [
        ["validate", "--off", "synt"],
        ["validate", "--only", "synt"],
      ],
      told,
    ),
  ).toEqual([["compopt -o nospace", "syntax="], ["syntax"]]);
}, 60_000);

it.each(["bash", "zsh", "fish", "powershell"])("%s has a script for apono-connector", (shell) => {
  const text = command("complete", shell);
  expect(text).toMatch(/apono-connector.{0,4} complete .{0,4}--/);
});

describe("candidates", () => {
  const lines = async (...words: string[]) =>
    (await runCli(["complete", "--", ...words])).out.split("\n").map((line) => line.split("\t")[0]);

  it.each([
    [
      ["modules", "pack"],
      ["package", ":4"],
    ],
    [
      ["permissions", "--format", "m"],
      ["markdown", ":4"],
    ],
    [
      ["validate", "--format=s"],
      ["sarif", ":4"],
    ],
    [
      ["validate", "--off", "synt"],
      ["syntax=", ":4"],
    ],
    [
      ["validate", "--only", "syntax", "variables"],
      ["variables", ":4"],
    ],
    [["doctor", "--region", ""], [":4"]],
    [
      ["status", "e"],
      ["ecs-connector", "eks-connector", ":4"],
    ],
    [["sta"], ["status", ":4"]],
    [
      ["status", "--format", ""],
      ["text", "json", ":4"],
    ],
    [["nothing-such"], [":4"]],
    [["validate", "--", "--form"], [":0"]],
  ])("of %j are %j", async (words, expected) => {
    expect(await lines(...words)).toEqual(expected);
  });

  it("are files where a path is meant", async () => {
    expect(await lines("validate", "infra")).toEqual([":0"]);
    expect(await lines("validate", "--output", "x")).toEqual([":0"]);
    expect(await lines("validate", "a", "-f", "text", "b")).toEqual([":0"]);
  });

  it("begin with the commands, without a word", async () => {
    expect(await lines("")).toEqual(expect.arrayContaining(["doctor", "validate", "modules"]));
  });
});

it("an unknown shell is refused", async () => {
  expect(await runCli(["complete", "tcsh"])).toEqual({
    code: 2,
    out: "",
    err: 'There is no script for "tcsh". Supported shells: bash, zsh, fish, powershell.',
  });
});

it("says what is missing where the shell would not find the command", async () => {
  const { err } = await runCli(["complete", "bash"], { env: { PATH: "/nowhere" } });
  expect(err).toMatch(/^apono-connector is not on your PATH, .+ run npm link in .+\.$/);
  expect((await runCli(["complete", "bash"], { env: { PATH: `/nowhere:${folder}` } })).err).toBe(
    "",
  );
});
