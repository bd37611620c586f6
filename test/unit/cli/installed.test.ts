import { cpSync, existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join, relative } from "node:path";
import { releasedFile } from "../../../cli/permissions/released";
import { projectVersion } from "../../../cli/project";
import { moduleFiles } from "../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../modules/module-names";
import { cleanUp, run, startServer, tempDir } from "../../kit/processes";
import { PROJECT } from "../../kit/project-copy";
import { type PackageJson, installPacked, packageJson } from "../../support/packed-project";

jest.setTimeout(180_000);

/** An empty folder in which the package is installed, with its dependencies and nothing else. */
const folder = tempDir("installed-");
let installed: string;
let files: readonly string[];
let manifest: PackageJson;

beforeAll(async () => {
  installed = await installPacked(folder, Object.keys(packageJson().dependencies));
  files = readdirSync(installed, { recursive: true, encoding: "utf8" });
  manifest = packageJson(installed);
});
afterAll(cleanUp);

/** Runs the installed command. */
const command = (args: readonly string[], env = {}, node: readonly string[] = []) =>
  run(process.execPath, [...node, join(installed, "cli", "apono-connector.js"), ...args], {
    cwd: folder,
    env,
  });

it("has the command, its data, constructs and types: no source, test or tool", () => {
  expect(readdirSync(installed).sort()).toEqual(
    [
      ...["CHANGELOG.md", "LICENSE", "README.md", "package.json"],
      ...["cli", "dist", "docs", "modules"],
    ].sort(),
  );
  expect(files.filter((file) => /(?<!\.d)\.ts$|\.map$|\.test\./.test(file))).toEqual([]);
  expect(files.filter((file) => /^(cli|dist)\/(?!constructs\/).*\.js$/.test(file)).sort()).toEqual([
    "cli/apono-connector.js",
    "cli/fleet/status/html/assets/page.js",
    "cli/html/assets/shared.js",
    "cli/permissions/report/html/assets/page.js",
    "dist/cli.js",
  ]);
  for (const module of MODULE_NAMES)
    expect(files).toContain(relative(PROJECT, releasedFile(module)));
});

it("runs nothing while it is installed, and is not private", () => {
  const ofInstallation = /^(pre|post)?(install|prepare|dependencies)$/;
  expect(Object.keys(manifest.scripts).filter((name) => ofInstallation.test(name))).toEqual([]);
  expect(manifest).not.toHaveProperty("private");
});

it("depends on what the command loads, and on nothing else", () => {
  const code = readFileSync(join(installed, "dist", "cli.js"), "utf8");
  const loaded = [...code.matchAll(/\brequire\("((?:@[^/"]+\/)?[^./"][^/"]*)/g)]
    .map(([, name]) => name!)
    .filter((name) => !isBuiltin(name));
  // cli/validate/connectors/releases.ts loads it by createRequire.
  expect([...new Set([...loaded, "yaml"])].sort()).toEqual(
    Object.keys(manifest.dependencies).sort(),
  );
  // Exact, except what the AWS SDK has ranges of: a pin there would install a second copy of it for each client.
  const ranges = Object.entries(manifest.dependencies).filter(([, v]) => !/^\d[\d.]*$/.test(v));
  expect(ranges.map(([name]) => name)).toEqual([
    ...["@aws-sdk/core", "@smithy/core", "@smithy/signature-v4"],
  ]);
});

it("names the packages that are part of the command, with their licenses", () => {
  const notice = readFileSync(join(installed, "dist", "THIRD-PARTY.txt"), "utf8");
  expect(notice).toMatch(/^cdktf 0\.21\.0 \(MPL-2\.0\)$/m);
  expect(notice).toMatch(/^@cdktf\/provider-aws \S+ \(MPL-2\.0\)$/m);
  expect(notice).toContain("Mozilla Public License, version 2.0");
});

it("tells its version, and how to use it", async () => {
  expect(await command(["--version"])).toMatchObject({
    code: 0,
    stdout: `${projectVersion()}\n`,
    stderr: "",
  });
  expect((await command(["--help"])).stdout).toContain("validate");
});

it("says that Node is too old", async () => {
  const old = join(folder, "old.js");
  writeFileSync(old, `Object.defineProperty(process.versions, "node", { value: "18.20.8" });\n`);
  expect(await command(["--version"], {}, ["--require", old])).toMatchObject({
    code: 2,
    stdout: "",
    stderr:
      "Node 18.20.8 is too old: apono-connector requires >=20. Install a newer version: https://nodejs.org\n",
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

it("says what to give to validate, since it has no stacks", async () => {
  expect(await command(["validate"])).toMatchObject({
    code: 2,
    stdout: "",
    stderr:
      "Nothing to validate was given, and the installed package has no stacks of its own. Give your folder: apono-connector validate infrastructure/ (or . for this one).\n",
  });
});

it("says how status finds a connector, since it has no stacks", async () => {
  expect(await command(["status"], { APONO_BACKEND: "", APONO_PERSONAL_TOKEN: "" })).toMatchObject({
    code: 2,
    stdout: "",
    stderr:
      "The installed package has no stacks, so it can't tell where their state is. Fix: give the connector's id with --connector-id, set APONO_BACKEND, or run it in a checkout of the project.\n",
  });
});

it("reports permissions as a page", async () => {
  const page = await command(["permissions", "--format", "html"]);
  expect(page).toMatchObject({ code: 0, stderr: "" });
  expect(page.stdout).toContain("<style>");
});

it("shows the status of a fleet as a page, even if nothing answers", async () => {
  const member = { name: "a", module: "account-delegation", account: "111122223333" };
  const inputs = { connectorRoleArn: "arn:aws:iam::123456789012:role/apono-connector-role-1" };
  const connectors = [{ ...member, region: "us-east-1", inputs }];
  writeFileSync(join(folder, "fleet.json"), JSON.stringify({ connectors }));
  const page = await command(["fleet", "status", "--format", "html"], {
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
  });
  expect(page).toMatchObject({
    code: 2,
    stderr: expect.stringContaining("1 not known"),
    stdout: expect.stringContaining("The account 111122223333: no answer from http://127.0.0.1:1"),
  });
  expect(page.stdout).toContain("<style>");
});

it("builds modules as the sources do, packages and serves them", async () => {
  const built = await command(["modules", "build", "-m", "ecs-connector", "-o", "built"]);
  expect(built).toMatchObject({ code: 0 });
  const module = join(folder, "built", "terraform-aws-apono-ecs-connector");
  for (const [file, content] of moduleFiles("ecs-connector"))
    expect([file, readFileSync(join(module, file), "utf8")]).toEqual([file, content.toString()]);
  expect(await command(["modules", "package", "-o", "packages"])).toMatchObject({ code: 0 });
  const server = await startServer(
    process.execPath,
    [
      join(installed, "cli", "apono-connector.js"),
      ...["modules", "serve", "--packages", "packages", "--port", "0"],
    ],
    { cwd: folder, ready: (output) => /^source = /m.test(output) },
  );
  const url = / at (https?:\/\/127\.0\.0\.1:\d+)/.exec(server.output(1000))![1]!;
  const { ok } = await fetch(`${url}/.well-known/terraform.json`);
  await server.stop();
  expect(ok).toBe(true);
});

it("checks what is needed to deploy modules: not cdktf", async () => {
  const { stdout } = await command(["doctor", "-f", "json"], {
    AWS_ACCESS_KEY_ID: "a",
    AWS_SECRET_ACCESS_KEY: "b",
    AWS_REGION: "",
    HTTPS_PROXY: "http://127.0.0.1:1",
  });
  const { results } = JSON.parse(stdout) as { results: { id: string; status: string }[] };
  expect(results.find(({ id }) => id === "tools.node")).toMatchObject({ status: "ok" });
  expect(results.map(({ id }) => id)).not.toContain("tools.cdktf");
});

it("completes, and says how to get onto the PATH", async () => {
  const { code, stderr } = await command(["complete", "bash"], { PATH: "" });
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      "apono-connector is not on your PATH, so completion does not work yet. To add it, run npm install --global apono-connector.\n",
  });
});

it("writes nothing into its own folder", () => {
  const now = readdirSync(installed, { recursive: true, encoding: "utf8" });
  expect(now.sort()).toEqual([...files].sort());
  expect(existsSync(join(folder, "cdktf.out"))).toBe(false);
});
