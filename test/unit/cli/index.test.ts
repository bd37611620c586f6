import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { main, program } from "../../../cli";
import { processIo } from "../../../cli/terminal/io";
import { projectVersion } from "../../../cli/project";
import { PROJECT } from "../../kit/project-copy";
import { collect, runCli } from "../../support/cli";

/** A command, and the words that call it. */
interface Called {
  readonly words: readonly string[];
  readonly command: Command;
}

/** A command and all below it. */
const all = (command: Command, words: readonly string[] = []): Called[] => [
  { words, command },
  ...command.commands.flatMap((sub) => all(sub, [...words, sub.name()])),
];

const ROOT = program(processIo());
const COMMANDS = all(ROOT).map(
  (each) => [["apono-connector", ...each.words].join(" "), each] as const,
);

/** What the examples of a help call of this program, as words; quotes and what follows a pipe are left out. */
const examplesIn = (help: string): string[][] =>
  (help.split("Examples:\n")[1] ?? "")
    .split("\n")
    .flatMap((line) => [...line.matchAll(/apono-connector ((?:'[^']*'|[^'|)])*)/g)])
    .map(([, rest = ""]) =>
      rest
        .replace(/'[^']*'/g, "quoted")
        .trim()
        .split(/ +/),
    );

describe("help", () => {
  it.each(COMMANDS)("of `%s` has examples", async (_name, { words }) => {
    const { code, out } = await runCli([...words, "--help"]);
    expect(code).toBe(0);
    expect(out).toMatch(/\n\nExamples:\n {2}\$ \S/);
  });

  it.each(COMMANDS)("of `%s` calls only what there is", async (_name, { words }) => {
    for (const example of examplesIn((await runCli([...words, "--help"])).out)) {
      let command = ROOT;
      for (const word of example) {
        const sub = command.commands.find((each) => each.name() === word);
        if (word.startsWith("-") && word !== "-")
          expect(command.options.flatMap(({ long, short }) => [long, short])).toContain(word);
        // All other groups take nothing but their commands.
        else if (command.commands.length > 0 && command.name() !== "permissions")
          expect(command.commands.map((each) => each.name())).toContain(word);
        command = sub ?? command;
      }
    }
  });

  it.each(COMMANDS.filter(([, { command }]) => command.commands.length > 0))(
    "of `%s` lists every command below it, each with what it does",
    async (_name, { words, command }) => {
      const { out } = await runCli([...words, "--help"]);
      for (const sub of command.commands) {
        expect(out).toMatch(new RegExp(`^  ${sub.name()}( .*)?  \\S`, "m"));
        expect(sub.description()).toMatch(/^[A-Z].*\.$/);
      }
    },
  );

  it.each(COMMANDS)("of `%s` describes every argument and option", (_name, { command }) => {
    for (const { description } of [...command.registeredArguments, ...command.options])
      expect(description).toMatch(/\S/);
  });

  it("lists the commands that the documentation speaks of", () => {
    expect(ROOT.commands.map((command) => command.name())).toEqual([
      "doctor",
      "status",
      "validate",
      "permissions",
      "fleet",
      "modules",
      "complete",
    ]);
  });
});

describe("apono-connector", () => {
  it("tells the project's version", async () => {
    expect(await runCli(["--version"])).toMatchObject({ code: 0, out: projectVersion() });
  });

  it.each([
    [["modules", "bild"], "error: unknown command 'bild'\n(Did you mean build?)"],
    [["modules", "build", "--modul", "x"], "error: unknown option '--modul'"],
    [["modules", "build", "--module", "x"], 'There is no module "x". Available modules: ecs-conn'],
    [
      ["modules", "package", "--as", "v1.0.0"],
      '"v1.0.0" is not a valid version. Give one such as 1.2.3',
    ],
    [["modules", "package", "--as", "1.0"], '"1.0" is not a valid version.'],
    [["modules", "package", "--as", "1.0.0+build"], '"1.0.0+build" is not a valid version.'],
    [["modules", "serve", "--hostname", "a b.c"], '"a b.c" is not a valid host'],
    [
      ["modules", "serve", "--tls-key", "README.md", "--tls-cert", "README.md"],
      "README.md and README.md are not a valid PEM key and certificate, or do not match.",
    ],
  ])("says what is wrong with %j and ends with 2", async (args, message) => {
    const { code, out, err } = await runCli(args);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err).not.toContain("    at ");
  });

  it("ends with 2 and no trace where a folder can't be made", async () => {
    const file = join(PROJECT, "package.json");
    const { code, err } = await runCli(["modules", "package", "--output", join(file, "x")]);
    expect(code).toBe(2);
    expect(err).toBe(`Expected a folder, but this is a file: ${file}/x. Give a folder.`);
  });

  it.each([
    [["modules", "suffix", "/no/such"], "/no/such does not exist. Correct the path."],
    [["modules", "suffix", "/"], "Expected a file, but this is a folder. Give a file."],
  ])("says what the system refuses without its codes: %j", async (args, message) => {
    expect(await runCli(args)).toEqual({ code: 2, out: "", err: message });
  });

  it("ends with 2 by a mistake of its own, which nobody shall take for a finding or a refusal", async () => {
    const { io, err } = collect();
    const print = () => {
      throw new TypeError("nothing to print with");
    };
    expect(await main(["node", "apono-connector", "--version"], { ...io, print })).toBe(2);
    expect(err.join("\n")).toMatch(/^TypeError: nothing to print with\n +at /);
  });

  it.each([
    [["validate", ""], "An argument"],
    [["validate", "a", ""], "An argument"],
    [["modules", "build", "-o", ""], "--output"],
    [["modules", "publish", "folder", ""], "An argument"],
    [["permissions", "--output", ""], "--output"],
  ])("takes an empty word for a mistake: %j", async (args, what) => {
    expect(await runCli(args)).toEqual({
      code: 2,
      out: "",
      err: `${what} is empty. Give a value, or remove it: a shell variable may not be set.`,
    });
  });

  it("does not build over somebody's work", async () => {
    const output = mkdtempSync(join(tmpdir(), "apono-build-"));
    const folder = join(output, "terraform-aws-apono-ecs-connector");
    const build = () => runCli(["modules", "build", "-m", "ecs-connector", "-o", output]);
    try {
      expect((await build()).code).toBe(0);
      expect((await build()).code).toBe(0);
      mkdirSync(join(folder, ".git"));
      const { code, err } = await build();
      expect({ code, err }).toEqual({
        code: 2,
        err: `${folder} contains something other than a built module, and a build would delete it. Choose another folder with --output.`,
      });
      expect(existsSync(join(folder, ".git"))).toBe(true);
    } finally {
      rmSync(output, { recursive: true, force: true });
    }
  });

  it("runs from the sources by its bin, without colours in a pipe", () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(PROJECT, "cli", "apono-connector.js"), "modules", "--help"],
      { encoding: "utf8", cwd: "/" },
    );
    expect(stderr).toBe("");
    expect(status).toBe(0);
    expect(stdout).toContain("Usage: apono-connector modules");
    expect(stdout).not.toContain("\u001b");
  });

  it("passes all of a long result on, and ends in peace when the reader has had enough", async () => {
    const cli = join(PROJECT, "cli", "apono-connector.js");
    const piped = (to: string) =>
      spawnSync("sh", ["-c", `"${process.execPath}" "${cli}" permissions --format json | ${to}`], {
        encoding: "utf8",
      });
    const slowly = piped("(sleep 1; cat)");
    expect(() => JSON.parse(slowly.stdout)).not.toThrow();
    expect(slowly.stderr).toBe("");
    expect(piped("head -c 5").stderr).toBe("");
  });

  it("says that the result could not be written, with exit code 2", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(PROJECT, "cli", "apono-connector.js"), "permissions"],
      { encoding: "utf8", stdio: ["ignore", full, "pipe"] },
    );
    closeSync(full);
    expect(stderr).toBe(
      "Can't write the result. The disk is full. Free some space, or choose another path.\n",
    );
    expect(status).toBe(2);
  });

  it("keeps its exit code where nobody can be told why", () => {
    const full = openSync("/dev/full", "w");
    const { status } = spawnSync(
      process.execPath,
      [join(PROJECT, "cli", "apono-connector.js"), "validate", "no-such-folder"],
      { stdio: ["ignore", "ignore", full] },
    );
    closeSync(full);
    expect(status).toBe(2);
  });
});
