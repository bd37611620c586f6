import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { releasedFile } from "../../../cli/permissions/released";
import { projectVersion } from "../../../cli/project";
import { moduleFiles } from "../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../modules/module-names";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { PROJECT } from "../../kit/project-copy";

jest.setTimeout(180_000);

/** An empty folder in which the packed project is installed, beside the packages that it needs. */
const folder = tempDir("installed-");
const packages = join(folder, "node_modules");
const installed = join(packages, "apono-connector");

beforeAll(async () => {
  mkdirSync(packages);
  for (const name of readdirSync(join(PROJECT, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(join(PROJECT, "node_modules", name), join(packages, name));
  const packed = tempDir("packed-");
  await run("npm", ["pack", "--pack-destination", packed], { cwd: PROJECT, check: true });
  const archive = readdirSync(packed).find((name) => name.endsWith(".tgz"))!;
  await run("tar", ["-xzf", join(packed, archive), "-C", packed], { check: true });
  await run("mv", [join(packed, "package"), installed], { check: true });
});
afterAll(cleanUp);

/** Runs the installed command. */
const command = (args: readonly string[], env = {}) =>
  run(process.execPath, [join(installed, "cli", "apono-connector.js"), ...args], {
    cwd: folder,
    env,
  });

it("holds the command and what it reads, no test and no tool", () => {
  const files = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(readdirSync(installed).sort()).toEqual(
    [
      ...["CHANGELOG.md", "LICENSE", "README.md", "cdktf.json", "main.ts", "package.json"],
      ...["cli", "dist", "docs", "lib", "modules", "stacks", "synth.js", "tools"],
    ].sort(),
  );
  expect(files.filter((file) => /^(cli|dist|tools)\/.*\.[jt]s$/.test(file)).sort()).toEqual([
    "cli/apono-connector.js",
    "cli/permissions/report/html/assets/page.js",
    "dist/cli.js",
    "tools/build.js",
  ]);
  for (const module of MODULE_NAMES)
    expect(files).toContain(relative(PROJECT, releasedFile(module)));
});

it("tells its version", async () => {
  expect(await command(["--version"])).toMatchObject({
    code: 0,
    stdout: `${projectVersion()}\n`,
    stderr: "",
  });
});

it("validates Terraform, and explains its rules", async () => {
  const example = join(PROJECT, "docs", "rules", "examples", "token-in-plain-text");
  cpSync(example, join(folder, "infrastructure"), { recursive: true });
  const bad = await command(["validate", "infrastructure/bad", "--no-engine"]);
  expect(bad).toMatchObject({ code: 1 });
  expect(bad.stdout).toContain("token-in-plain-text");
  const explained = await command(["validate", "--explain", "token-in-plain-text"]);
  expect(explained).toMatchObject({ code: 0, stderr: "" });
});

it("validates its own stacks and modules", async () => {
  const { code, stdout } = await command(["validate", "--no-engine", "--format", "json"]);
  expect({ code, findings: (JSON.parse(stdout) as { findings: unknown[] }).findings }).toEqual({
    code: 0,
    findings: [],
  });
});

it("reports permissions as a page", async () => {
  const page = await command(["permissions", "--format", "html"]);
  expect(page).toMatchObject({ code: 0, stderr: "" });
  expect(page.stdout).toContain("<style>");
});

it("builds modules as the sources do", async () => {
  const built = await command(["modules", "build", "-m", "ecs-connector", "-o", "built"]);
  expect(built).toMatchObject({ code: 0 });
  const module = join(folder, "built", "terraform-aws-apono-ecs-connector");
  for (const [file, content] of moduleFiles("ecs-connector"))
    expect([file, readFileSync(join(module, file), "utf8")]).toEqual([file, content.toString()]);
});

it("finds cdktf where npm has put it beside", async () => {
  const { stdout } = await command(["doctor", "-f", "json"], {
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
    AWS_REGION: "",
    HTTPS_PROXY: "http://127.0.0.1:1",
  });
  const { results } = JSON.parse(stdout) as { results: { id: string; status: string }[] };
  expect(results.find(({ id }) => id === "tools.cdktf")).toMatchObject({ status: "ok" });
});
