import { spawnSync } from "node:child_process";
import {
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../kit/processes";
import { copyProject } from "../../support/project-copy";

afterAll(cleanUp);

/** A project whose app says one word. */
function projectThatSays(word: string): string {
  const project = copyProject(join(tempDir(), "project"));
  say(project, word);
  return project;
}

const say = (project: string, word: string): void =>
  writeFileSync(join(project, "main.ts"), `console.log(${JSON.stringify(word)} as string);\n`);

function run(project: string): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(project, "synth.js")], {
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

const said = (word: string) => ({ stdout: `${word}\n`, stderr: "", status: 0 });

it("is made once, and again when a source is another one, be it older", () => {
  const project = projectThatSays("one");
  const bundle = join(project, ".cache", "synth", "main.js");
  expect(run(project)).toEqual(said("one"));
  const { mtimeMs } = statSync(bundle);
  expect(run(project)).toEqual(said("one"));
  expect(statSync(bundle).mtimeMs).toBe(mtimeMs);
  say(project, "two");
  utimesSync(join(project, "main.ts"), 0, 0);
  expect(run(project)).toEqual(said("two"));
});

it.each([
  ["cut off", (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  ["empty", (file: string) => truncateSync(file, 0)],
  ["something else", (file: string) => writeFileSync(file, "}{")],
  ["gone", (file: string) => rmSync(file)],
])("is made again where it is %s", (_, damage) => {
  const project = projectThatSays("one");
  const bundle = join(project, ".cache", "synth", "main.js");
  run(project);
  const whole = readFileSync(bundle, "utf8");
  damage(bundle);
  expect(run(project)).toEqual(said("one"));
  expect(readFileSync(bundle, "utf8")).toBe(whole);
});

it("runs where nothing can be kept", () => {
  const project = projectThatSays("one");
  writeFileSync(join(project, ".cache"), "");
  const before = readdirSync(project).sort();
  expect(run(project)).toEqual(said("one"));
  expect(readdirSync(project).sort()).toEqual(before);
});

it("says that packages are not installed", () => {
  const project = projectThatSays("one");
  rmSync(join(project, "node_modules"));
  expect(run(project)).toEqual({
    stdout: "",
    stderr: `The packages of this project are not installed. Run npm ci in ${project} first.\n`,
    status: 2,
  });
});
