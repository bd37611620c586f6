import { cpSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { findActionlint } from "../../kit/actionlint";
import { runNpmTool } from "../../kit/npm-tool";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { PROJECT } from "../../kit/project-copy";
import { pythonTool } from "../../kit/python-tool";
import { git } from "../../support/repository-copy";

// renovate: datasource=pypi depName=zizmor
const ZIZMOR = "1.32.0";
// renovate: datasource=npm depName=renovate
const RENOVATE = "44.121.2";

let folder = "";

/** Changes a file of the copy, for one test. */
function replace(file: string, before: string | RegExp, after: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, "utf8");
  expect(text).toMatch(before);
  writeFileSync(path, text.replace(before, after));
}

beforeEach(async () => {
  folder = tempDir("workflows-");
  cpSync(join(PROJECT, ".github"), join(folder, ".github"), { recursive: true });
  cpSync(join(PROJECT, "action.yml"), join(folder, "action.yml"));
  await git(folder, "init", "--quiet");
});
afterAll(cleanUp);

describe("actionlint", () => {
  let command = "";
  beforeAll(async () => {
    command = await findActionlint();
  }, 300_000);

  // What else is installed here must not decide.
  const lint = () => run(command, ["-no-color", "-shellcheck=", "-pyflakes="], { cwd: folder });

  it("finds nothing in the workflows", async () => {
    expect(readdirSync(join(folder, ".github", "workflows")).length).toBeGreaterThanOrEqual(3);
    expect(await lint()).toMatchObject({ stdout: "", stderr: "", code: 0 });
  });

  it.each([
    [
      "ci.yml",
      "needs: [lint",
      "needs: [lent",
      'job "passed" needs job "lent" which does not exist',
    ],
    ["ci.yml", 'tests: "true"', 'test: "true"', 'input "test" is not defined in action "Set up"'],
    [
      "release.yml",
      "needs.build.outputs.version",
      "needs.build.outputs.versoin",
      'property "versoin" is not defined',
    ],
  ])("finds a mistake in %s", async (file, before, after, message) => {
    replace(`.github/workflows/${file}`, before, after);
    const { stdout, code } = await lint();
    expect(stdout).toContain(message);
    expect(code).toBe(1);
  });
});

describe("zizmor", () => {
  let command = "";
  beforeAll(async () => {
    command = await pythonTool("zizmor", ZIZMOR);
  }, 120_000);

  async function audit(): Promise<string[]> {
    const { stdout, stderr, code } = await run(
      command,
      ["--offline", "--no-progress", "--persona=pedantic", "--format=json", "."],
      { cwd: folder },
    );
    const findings = JSON.parse(stdout) as { ident: string }[];
    expect(stderr).toContain("release.yml");
    expect(code === 0).toBe(findings.length === 0);
    return findings.map(({ ident }) => ident);
  }

  it("finds nothing in workflows and actions", async () => {
    expect(await audit()).toEqual([]);
  });

  it.each<[string, string, string | RegExp, string]>([
    ["unpinned-uses", "action.yml", /upload-sarif@\w+ # v4.37.6/, "upload-sarif@v4"],
    ["template-injection", "action.yml", 'exit "$EXIT_CODE"', "exit ${{ inputs.path }}"],
    [
      "excessive-permissions",
      ".github/workflows/ci.yml",
      "permissions: {}",
      "permissions: write-all",
    ],
    [
      "artipacked",
      ".github/workflows/ci.yml",
      "persist-credentials: false",
      "show-progress: false",
    ],
    [
      "cache-poisoning",
      ".github/workflows/release.yml",
      "package-manager-cache: false",
      "cache: npm",
    ],
  ])("finds %s", async (ident, file, before, after) => {
    replace(file, before, after);
    expect(await audit()).toContain(ident);
  });
});

describe("Renovate's validator", () => {
  const validate = () =>
    runNpmTool(
      { name: "renovate", version: RENOVATE, node: 24 },
      "renovate-config-validator",
      ["--strict", "--no-global", ".github/renovate.json5"],
      { cwd: folder },
    );

  it("accepts the configuration", async () => {
    const { stdout, stderr, code } = await validate();
    expect(stdout + stderr).toContain("Config validated successfully against 1 file(s)");
    expect(code).toBe(0);
  }, 300_000);

  it("refuses an option that does not exist", async () => {
    replace(".github/renovate.json5", "groupName", "groupNam");
    const { stdout, stderr, code } = await validate();
    expect(stdout + stderr).toContain("groupNam");
    expect(code).not.toBe(0);
  });
});
