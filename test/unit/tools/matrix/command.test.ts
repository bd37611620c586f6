import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../../../../cli/terminal/run-command";
import { matrixCommand } from "../../../../tools/matrix/command";
import { NODE_SUITES, SUITES } from "../../../../tools/matrix/suites";
import type { EngineSearch } from "../../../kit/engines/find";
import { cleanUp, tempDir } from "../../../kit/processes";
import { collect } from "../../../support/cli";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);

/** A machine with an engine that is too old, and one that can't be built. */
function machine(): EngineSearch {
  const folder = tempDir("bin-");
  const file = join(folder, "terraform");
  writeFileSync(file, "#!/bin/sh\necho 'Terraform v1.10.5'\n");
  chmodSync(file, 0o755);
  const build = {
    name: "opentofu-9.9.9",
    version: "9.9.9",
    module: () => Promise.reject(new Error("there is no such version")),
    commands: { tofu: "example.com/tofu" },
    takes: "for ever",
  };
  return {
    env: { PATH: folder },
    sources: [{ name: "opentofu", version: "9.9.9", build }],
    cache: tempDir("cache-"),
  };
}

async function matrix(...args: string[]) {
  const { io, out, err } = collect();
  const written: string[] = [];
  const document = { read: () => "", write: (text: string) => written.push(text) };
  const command = matrixCommand(io, document, machine());
  const code = await runCommand(command, ["node", "matrix", ...args], io);
  return { code, out: out.join("\n"), err: err.join("\n"), written };
}

it("lists the engines, and what is wrong with each", async () => {
  const { code, out, err } = await matrix("--list");
  expect(code).toBe(0);
  expect(out).toMatch(
    /^terraform-1\.10\.5 {2}\/\S+\/terraform {2}not run: it is older than 1\.11\.0, which the modules need\nopentofu-9\.9\.9 {2}to be built from its Go module \(for ever\)$/,
  );
  expect(err).toBe("");
});

it("an engine that there is not is a mistake of the caller's", async () => {
  expect(await matrix("--engine", "opentofu-1.6.0")).toEqual({
    code: 2,
    out: "",
    err: 'There is no engine "opentofu-1.6.0". There is: terraform-1.10.5, opentofu-9.9.9. Others are taken from the PATH, or from TERRAFORM_BINARY_NAME.',
    written: [],
  });
});

it("an engine that can't be had is in the table with the reason; nothing that ran is no success", async () => {
  const { code, out, err, written } = await matrix();
  expect(code).toBe(2);
  expect(out).toContain("not run: it is older than 1.11.0, which the modules need");
  expect(out).toContain("not run: it can't be built here");
  expect(err).toContain("opentofu-9.9.9 could not be built: there is no such version");
  expect(err.split("\n").slice(-2)).toEqual([
    "terraform-1.10.5 was not run: it is older than 1.11.0, which the modules need.",
    "opentofu-9.9.9 was not run: it can't be built here.",
  ]);
  expect(written).toEqual([]);
});

it("figures of a part of the tests don't get into the document", async () => {
  expect(await matrix("--tests", "deploy", "--write")).toEqual({
    code: 2,
    out: "",
    err: "--write is for whole runs, whose figures can be compared: leave --tests out.",
    written: [],
  });
});

it("runs the unit tests on a version of Node", async () => {
  const { code, out, err } = await matrix("--node", "22", "--tests", "unit/lib/cross-rules");
  expect(code).toBe(0);
  expect(err).toMatch(/^node-22\.\d+\.\d+ \(\/\S+\/node\)\nPASS /);
  expect(out).toMatch(/node-22\.\d+\.\d+ +\S? *\d+ passed/);
}, 120_000);

it("knows the supported versions of Node only", async () => {
  const { code, err } = await matrix("--node", "18");
  expect(code).toBe(2);
  expect(err).toContain("Allowed choices are 20, 22, 24");
});

it("has help with examples", async () => {
  const { code, out } = await matrix("--help");
  expect(code).toBe(0);
  expect(out).toContain("npm run matrix -- --engine terraform-1.13.3 --tests ecs-connector/deploy");
  for (const option of ["--engine", "--node", "--tests", "--list", "--write"])
    expect(out).toContain(option);
});

it.each([...SUITES, ...NODE_SUITES].map(({ title, path }) => [title, path]))(
  "the tests of %s are there",
  (_, path) => {
    expect(existsSync(join(PROJECT, path))).toBe(true);
  },
);

it("cdktn is not run on a Node that it does not support, and an engine that is too old not at all", async () => {
  const { code, err } = await matrix("clis", "--engine", "terraform-1.10.5");
  expect(code).toBe(2);
  expect(err).toBe("There is no such engine: npm run matrix -- --list");
  const cell = await matrix("clis", "--node", "20", "--cli", "cdktn", "--engine", "opentofu-9.9.9");
  expect(cell.code).toBe(0);
  expect(cell.out).toContain("not supported: cdktn needs Node >=22.19.0");
});
