import { spawnSync } from "node:child_process";
import { readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../kit/processes";
import { copyProject } from "../kit/project-copy";

afterAll(cleanUp);

/** A copy of the project with another main.ts. */
function projectWith(main: string): string {
  const project = copyProject(join(tempDir(), "project"));
  writeFileSync(join(project, "main.ts"), main);
  return project;
}

function synth(project: string): { stdout: string; stderr: string; status: number | null } {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(project, "synth.js")], {
    encoding: "utf8",
  });
  return { stdout, stderr, status };
}

it("runs main.ts as it is now, and writes nothing of its own", () => {
  const project = projectWith(`console.log("one" as string);\n`);
  const before = readdirSync(project, { recursive: true }).sort();
  expect(synth(project)).toEqual({ stdout: "one\n", stderr: "", status: 0 });
  writeFileSync(join(project, "main.ts"), `console.log("two" as string);\n`);
  expect(synth(project)).toEqual({ stdout: "two\n", stderr: "", status: 0 });
  expect(readdirSync(project, { recursive: true }).sort()).toEqual(before);
});

it("tells a ConfigurationError in its own words, without a trace", () => {
  const project = projectWith(
    `import { unknownInput } from "./lib/errors";\nthrow unknownInput("EcsConnector", "cpus", ["cpu"]);\n`,
  );
  expect(synth(project)).toEqual({
    stdout: "",
    stderr: `EcsConnector has no input "cpus". Its inputs are: cpu.\n`,
    status: 1,
  });
});

it("shows where in the sources any other error comes from", () => {
  const project = projectWith(
    `type Unused = string;\n\nfunction fail(): never {\n  throw new TypeError("a bug");\n}\n\nfail();\n`,
  );
  const { stdout, stderr, status } = synth(project);
  expect({ stdout, status }).toEqual({ stdout: "", status: 1 });
  expect(stderr.split("\n").slice(0, 3)).toEqual([
    "TypeError: a bug",
    `    at fail (${join(project, "main.ts")}:4:9)`,
    `    at Object.<anonymous> (${join(project, "main.ts")}:7:1)`,
  ]);
});

it("says that packages are not installed", () => {
  const project = projectWith("");
  rmSync(join(project, "node_modules"));
  expect(synth(project)).toEqual({
    stdout: "",
    stderr: `The packages of this project are not installed. Run npm ci in ${project} first.\n`,
    status: 2,
  });
});
