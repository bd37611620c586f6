import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { KIND_VARIABLE } from "../../kit/kubernetes-plugins";
import { PROJECT_ROOT } from "../../kit/paths";
import { PLATFORM, REGISTRY_HOST } from "../../kit/plugin-mirrors";
import { cleanUp, run, tempDir } from "../../kit/processes";

jest.setTimeout(300_000); // the plugin may have to be built
afterAll(cleanUp);

const KUBERNETES_PLUGINS = join(PROJECT_ROOT, "test", "kit", "kubernetes-plugins");
const ASKS = `
  const { kubernetesPlugins } = require(${JSON.stringify(KUBERNETES_PLUGINS)});
  it("asks", async () => {
    const { kind, mirrors } = await kubernetesPlugins();
    expect(mirrors).toHaveLength(kind === "real" ? 0 : 1);
  });
`;
const ASKS_NOT = `it("does not ask", () => undefined);`;

/** A test run of its own, with the project's reporter and two workers. */
async function jestRun(tests: readonly string[], env: Record<string, string>) {
  const folder = tempDir("reporter-");
  tests.forEach((test, at) => writeFileSync(join(folder, `${at}.test.js`), test));
  const config = {
    rootDir: folder,
    testEnvironment: "node",
    transform: { "^.+\\.ts$": [require.resolve("@swc/jest"), { jsc: { target: "es2022" } }] },
    reporters: ["default", join(PROJECT_ROOT, "test", "support", "plugins-reporter.js")],
    maxWorkers: 2,
  };
  const jestBinary = join(PROJECT_ROOT, "node_modules", "jest", "bin", "jest.js");
  const { code, stderr } = await run(
    process.execPath,
    [jestBinary, "--config", JSON.stringify(config), "--no-cache", "--workerThreads=false"],
    // What this run has found is not what the other one is to find.
    {
      cwd: folder,
      env: { ...env, JEST_WORKER_ID: undefined, TMPDIR: folder, [KIND_VARIABLE]: undefined },
    },
  );
  return { code, lastLine: stderr.trimEnd().split("\n").at(-1), stderr };
}

it("says at the end which plugins ran, once, whichever process asked", async () => {
  const env = { APONO_TEST_PLUGINS: "stand-in" };
  const { code, lastLine, stderr } = await jestRun([ASKS, ASKS, ASKS_NOT], env);
  expect([code, lastLine, stderr.split("schema stand-in (").length - 1]).toEqual([
    0,
    "helm and kubernetes: schema stand-in (asked for)",
    1,
  ]);
});

it.each([
  [["helm/3.9.1", "helm/3.10.0", "kubernetes/2.40.0"], "real plugins (3.10.0, 2.40.0)"],
  [["helm/3.9.1"], "schema stand-in (no real plugin on this machine)"],
  [[], "schema stand-in (no real plugin on this machine)"],
])("with %j on the machine it says: %s", async (versions, kind) => {
  const mirror = tempDir("mirror-");
  for (const version of versions) {
    const folder = join(mirror, REGISTRY_HOST, "hashicorp", version, PLATFORM);
    mkdirSync(folder, { recursive: true });
  }
  const cliConfig = join(mirror, "terraform.tfrc");
  writeFileSync(
    cliConfig,
    `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
  );
  const env = { TF_CLI_CONFIG_FILE: cliConfig, APONO_TEST_PLUGINS: "" };
  const { code, lastLine } = await jestRun([ASKS], env);
  expect([code, lastLine]).toEqual([0, `helm and kubernetes: ${kind}`]);
});

it("says nothing where no test asked", async () => {
  const { code, stderr } = await jestRun([ASKS_NOT, ASKS_NOT], {});
  expect([code, stderr]).toEqual([0, expect.not.stringContaining("helm and kubernetes")]);
});

it("refuses a value of the variable that means nothing", async () => {
  const { code, stderr } = await jestRun([ASKS], { APONO_TEST_PLUGINS: "fake" });
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining(
      `APONO_TEST_PLUGINS is "fake", which means nothing: set it to "stand-in", or not at all.`,
    ),
  ]);
});
