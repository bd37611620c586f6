import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, tempDir } from "../../kit/processes";

afterAll(cleanUp);

/** Node 22 keeps code in a way of its own; what runs must be right with either. */
const isOurs = !("enableCompileCache" in jest.requireActual<object>("node:module"));

const program = (text: string) =>
  `module.exports = () => { console.log(${JSON.stringify(text)}, __filename.slice(-7),
    require("node:path").sep, require("./other"), require("semver").valid("1.2.3")); };`;

function folderWith(text: string): string {
  const folder = tempDir();
  symlinkSync(join(PROJECT_ROOT, "node_modules"), join(folder, "node_modules"), "dir");
  writeFileSync(join(folder, "main.js"), program(text));
  writeFileSync(join(folder, "other.js"), "module.exports = 'other';");
  return folder;
}

/** Loads `main.js` in a process of its own, which ends with the given code. */
function run(
  folder: string,
  { code = 0, isKept = true } = {},
): { stdout: string; stderr: string; status: number | null } {
  const file = JSON.stringify(join(folder, "main.js"));
  const script = `
    const source = require("node:fs").readFileSync(${file});
    require(${JSON.stringify(join(PROJECT_ROOT, "start", "load"))})
      .load({ file: ${file}, source, id: source, isKept: ${isKept} }, "part")();
    process.exit(${code});`;
  const { stdout, stderr, status } = spawnSync(process.execPath, ["-e", script], {
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

const said = (text: string) => ({
  stdout: `${text} main.js / other 1.2.3\n`,
  stderr: "",
  status: 0,
});

const FILES = ["main.js", "node_modules", "other.js"];
const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => isOurs || name !== "compiled")
    .sort();

it("runs a file as require does, and keeps its code for the next run", () => {
  const folder = folderWith("first");
  expect(run(folder)).toEqual(said("first"));
  expect(filesIn(folder)).toEqual(isOurs ? [...FILES, "part.code"] : FILES);
  // Code that is taken isn't written again.
  const kept = isOurs ? readFileSync(join(folder, "part.code")) : undefined;
  expect(run(folder)).toEqual(said("first"));
  if (kept) expect(readFileSync(join(folder, "part.code")).equals(kept)).toBe(true);
});

it("never runs the code of another file, not even of one that is as long", () => {
  const folder = folderWith("first");
  run(folder);
  writeFileSync(join(folder, "main.js"), program("other"));
  expect(run(folder)).toEqual(said("other"));
  expect(run(folder)).toEqual(said("other"));
});

it.each([
  ["nothing", Buffer.alloc(0)],
  ["noise", Buffer.alloc(5000, 7)],
])("takes %s in place of code for none", (_, content) => {
  const folder = folderWith("first");
  const id = readFileSync(join(folder, "main.js"));
  for (const code of [content, Buffer.concat([id, content])]) {
    writeFileSync(join(folder, "part.code"), code);
    expect(run(folder)).toEqual(said("first"));
    if (isOurs) expect(readFileSync(join(folder, "part.code")).equals(code)).toBe(false);
  }
});

it("keeps no code of a run that could not do its work", () => {
  const folder = folderWith("first");
  expect(run(folder, { code: 2 }).status).toBe(2);
  expect(filesIn(folder)).toEqual(FILES);
});

it("works where nothing can be kept, and leaves nothing behind", () => {
  const folder = folderWith("first");
  mkdirSync(join(folder, "part.code"));
  expect(run(folder)).toEqual(said("first"));
  expect(filesIn(folder)).toEqual([...FILES, "part.code"]);
});

it("puts nothing beside a file that isn't there", () => {
  const folder = folderWith("first");
  expect(run(folder, { isKept: false })).toEqual(said("first"));
  expect(filesIn(folder)).toEqual(FILES);
});
