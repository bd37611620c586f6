import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../kit/processes";
import { PROJECT, copyProject } from "../../kit/project-copy";

afterAll(cleanUp);

const BIN = join("cli", "apono-connector.js");

/** A copy of the project whose command prints one word. */
function projectThatPrints(word: string): string {
  const project = copyProject(join(tempDir(), "project"));
  mkdirSync(join(project, "cli"));
  cpSync(join(PROJECT, BIN), join(project, BIN));
  changeTo(project, word);
  return project;
}

const changeTo = (project: string, word: string): void =>
  writeFileSync(
    join(project, "cli", "index.ts"),
    `export const main = async (): Promise<number> => {\n  console.log(${JSON.stringify(word)});\n  return 0;\n};\n`,
  );

function command(project: string): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(project, BIN)], {
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

const printed = (word: string) => ({ stdout: `${word}\n`, stderr: "", status: 0 });

it("builds the command where there is no build, once", () => {
  const project = projectThatPrints("one");
  expect(command(project)).toEqual(printed("one"));
  const built = join(project, "dist", "cli.js");
  const { ino } = statSync(built);
  expect(command(project)).toEqual(printed("one"));
  expect(statSync(built).ino).toBe(ino);
  expect(readdirSync(join(project, "dist")).sort()).toEqual(["cli.js", "cli.js.map"]);
});

it.each(["cli/index.ts", "lib/errors.ts", "modules/index.ts", "stacks/ecs-connector.ts"])(
  "never runs a build that is older than %s",
  (source) => {
    const project = projectThatPrints("one");
    command(project);
    changeTo(project, "two");
    const past = new Date(Date.now() - 60_000);
    utimesSync(join(project, "cli", "index.ts"), past, past);
    expect(command(project)).toEqual(printed("one"));
    const future = new Date(Date.now() + 60_000);
    utimesSync(join(project, source), future, future);
    expect(command(project)).toEqual(printed("two"));
  },
);

it("runs the build of a package, which has no sources of the command", () => {
  const project = projectThatPrints("one");
  command(project);
  rmSync(join(project, "cli", "index.ts"));
  expect(command(project)).toEqual(printed("one"));
});

it("says that packages are not installed", () => {
  const project = projectThatPrints("one");
  command(project);
  rmSync(join(project, "node_modules"));
  expect(command(project)).toEqual({
    stdout: "",
    stderr: `The packages of this project are not installed. Run npm ci in ${project} first.\n`,
    status: 2,
  });
});
