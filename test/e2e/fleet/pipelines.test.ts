import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { findActionlint } from "../../kit/actionlint";
import { findAtlantisReader } from "../../kit/atlantis/reader";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../kit/aws-emulator";
import { apiConnector } from "../../kit/apono-api/connectors";
import { type AponoApiServer, startAponoApi } from "../../kit/apono-api/server";
import { ec2Client, makeSubnet, makeVpc } from "../../kit/network";
import { type Env, type RunResult, cleanUp, run, tempDir } from "../../kit/processes";
import { terraformEnv, writeCliConfig } from "../../kit/provider-plugins";
import { pythonTool } from "../../kit/python-tool";
import { needles, searchFolder } from "../../kit/token-search";
import { renderFleet, writeModules } from "../../support/fleets";
import { TOKEN_MARKER, nastyToken } from "../../support/nasty-token";
import { git } from "../../support/repository-copy";
import { npxShim } from "../../support/shims";
import { API_TOKEN } from "../../support/status";

jest.setTimeout(600_000);

// renovate: datasource=pypi depName=zizmor
const ZIZMOR = "1.32.0";
// renovate: datasource=pypi depName=check-jsonschema
const CHECK_JSONSCHEMA = "0.39.0";

let folder: string;
let fleet: Readonly<Record<string, unknown>>;
let emulator: AwsEmulator;
let api: AponoApiServer;
let env: Env;
const token = nastyToken("pipelines");
const outputs: string[] = [];

beforeAll(async () => {
  folder = tempDir("pipelines-");
  emulator = await startAwsEmulator();
  api = await startAponoApi(API_TOKEN);
  const ec2 = ec2Client(emulator.endpoint);
  const { subnetId } = await makeSubnet(ec2, await makeVpc(ec2), { route: "internet-gateway" });
  ec2.destroy();
  const connector = (name: string) => ({
    name,
    module: "ecs-connector",
    inputs: { subnetIds: [subnetId] },
  });
  fleet = {
    defaults: { region: "us-east-1" },
    modules: { source: "./modules/{module}" },
    backend: { local: { path: "states/{name}.tfstate" } },
    tokens: { "*": "APONO_TOKEN_{NAME}" },
    waves: [["canary"], ["*"]],
    connectors: [connector("canary"), connector("prod")],
  };
  writeModules(folder, ["ecs-connector"]);
  await renderFleet(folder, fleet, "github-actions", "gitlab", "atlantis");
  env = {
    ...terraformEnv(writeCliConfig(tempDir("cli-"))),
    ...emulatorEnv(emulator.endpoint),
    ...api.env,
    ...npxShim(tempDir("bin-")).env,
  };
});

afterAll(async () => {
  await api.stop();
  await emulator.stop();
  cleanUp();
});

const read = (path: string) => readFileSync(join(folder, path), "utf8");

/** Runs lines of a pipeline as its runner does. */
async function shell(script: string, cwd: string, more: Env, command = "bash"): Promise<RunResult> {
  const flags = command === "bash" ? ["--noprofile", "--norc", "-eo", "pipefail"] : ["-e"];
  const result = await run(command, [...flags, "-c", script], {
    cwd: join(folder, cwd),
    env: { ...env, ...more },
    timeoutMs: 300_000,
  });
  outputs.push(result.stdout, result.stderr);
  return result;
}

describe("GitHub's workflow", () => {
  interface Step {
    readonly run?: string;
    readonly if?: string;
    readonly env?: Readonly<Record<string, string>>;
  }
  interface Job {
    readonly needs?: string[];
    readonly strategy: { readonly matrix: { readonly include: Record<string, string>[] } };
    readonly steps: readonly Step[];
  }
  const FILE = ".github/workflows/apono-fleet.yml";
  const jobs = () => (parse(read(FILE)) as { jobs: Record<string, Job> }).jobs;

  it("passes actionlint and zizmor", async () => {
    await git(folder, "init", "--quiet");
    const linted = await run(await findActionlint(), ["-no-color", "-shellcheck="], {
      cwd: folder,
    });
    expect(linted).toMatchObject({ stdout: "", code: 0 });
    const zizmor = await pythonTool("zizmor", ZIZMOR);
    const audited = await run(zizmor, ["--offline", "--no-progress", FILE], { cwd: folder });
    expect(audited.stdout + audited.stderr).toContain("No findings to report");
    expect(audited.code).toBe(0);
  });

  /** The steps that are shell, of one connector of a job, until one fails. */
  async function runJob(name: string): Promise<number> {
    const { strategy, steps } = jobs()[name]!;
    const [matrix] = strategy.matrix.include;
    const secrets: Record<string, string> = {
      APONO_TOKEN: token,
      APONO_PERSONAL_TOKEN: API_TOKEN,
    };
    const evaluated = (text: string) =>
      text
        .replace(/\$\{\{ matrix\.(\w+) \}\}/g, (_, key: string) => matrix![key] ?? "")
        .replace(/\$\{\{ secrets\.(\w+) \}\}/g, (_, key: string) => secrets[key]!);
    for (const step of steps.filter((each) => each.run !== undefined)) {
      const more = Object.entries(step.env ?? {}).map(([key, text]) => [key, evaluated(text)]);
      const cwd = `connectors/${matrix!["connector"]}`;
      const { code } = await shell(step.run!, cwd, Object.fromEntries(more) as Env);
      if (code !== 0) return code;
    }
    return 0;
  }

  it("plans, applies the canary, stops while it is not connected, and then goes on", async () => {
    expect(jobs()["apply-2"]!.needs).toEqual(["wave-2"]);
    expect(jobs()["wave-2"]!.needs).toEqual(["apply-1"]);
    expect(await runJob("plan")).toBe(0);
    expect(await runJob("apply-1")).not.toBe(0);
    expect(read("states/canary.tfstate")).toContain("aws_ecs_service");
    expect(outputs.join("")).toContain("Connector canary: not connected");
    api.knows([apiConnector("canary")]);
    expect(await runJob("apply-1")).toBe(0);
    expect(await runJob("apply-2")).toBe(0);
    expect(read("states/prod.tfstate")).toContain("aws_ecs_service");
  });
});

describe("GitLab's pipelines", () => {
  it("are as GitLab's schema has them", async () => {
    const checker = await pythonTool("check-jsonschema", CHECK_JSONSCHEMA);
    const files = [".gitlab/apono-fleet.yml", ...readdirSync(join(folder, ".gitlab/apono-fleet"))];
    const paths = files.map((name, index) => join(index === 0 ? "" : ".gitlab/apono-fleet", name));
    const flags = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"];
    const { code, stdout } = await run(checker, [...flags, ...paths], { cwd: folder });
    expect({ code, stdout }).toEqual({ code: 0, stdout: "ok -- validation done\n" });
    expect(paths.length).toBeGreaterThan(3);
  });

  it("start each stage after the one before, and the gate after its connector", () => {
    const parent = parse(read(".gitlab/apono-fleet.yml")) as Record<string, { needs?: string[] }>;
    expect(Object.keys(parent)).toEqual([
      "apono-plan",
      "apono-apply-1",
      "apono-apply-2",
      "apono-drift",
    ]);
    expect(parent["apono-apply-2"]!.needs).toEqual(["apono-apply-1"]);
  });

  it("run in order", async () => {
    const child = parse(read(".gitlab/apono-fleet/apply-1.yml")) as Record<
      string,
      { script: string[]; variables: Env; needs?: string[] }
    >;
    expect(child["canary is connected"]!.needs).toEqual(["terraform canary"]);
    const more: Env = {
      ...child["terraform canary"]!.variables,
      TF_VAR_APONO_TOKEN_CANARY: token,
      AWS_ID_TOKEN: "id",
    };
    // The emulator's keys go before a web identity.
    mkdirSync(join(folder, ".tmp"), { recursive: true });
    const identity = { AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, ".tmp", "id") };
    const script = child[".terraform"]!.script.join("\n");
    expect((await shell(script, ".", { ...more, ...identity }, "sh")).code).toBe(0);
    const gate = child["canary is connected"]!;
    expect((await shell(gate.script.join("\n"), ".", gate.variables, "sh")).code).toBe(0);
  });
});

describe("Atlantis's projects", () => {
  /** What Atlantis says of a rendered repository, with this configuration of its server. */
  async function readBy(server: string, repository = folder): Promise<RunResult> {
    const file = join(tempDir("atlantis-"), "server.yaml");
    writeFileSync(file, server);
    return run(await findAtlantisReader(), [repository, file]);
  }

  it("are read by a server with the settings that the file names, and by any without waves", async () => {
    const settings = [...read("atlantis.yaml").matchAll(/^# {3}(\w+: .+)$/gm)].map(
      ([, line]) => line,
    );
    expect(settings).toHaveLength(2);
    const server = ["repos:", "  - id: /.*/", ...settings.map((line) => `    ${line}`)].join("\n");
    expect(await readBy(server)).toMatchObject({ stderr: "", code: 0 });
    for (const setting of settings)
      expect((await readBy(server.replace(setting!, ""))).code).toBe(1);
    const single = tempDir("single-");
    await renderFleet(single, { ...fleet, waves: undefined }, "atlantis");
    expect(await readBy("repos: []", single)).toMatchObject({ stderr: "", code: 0 });
  });

  it("are applied in groups, with the gate of the canary's workflow", async () => {
    const { projects, workflows, ...settings } = parse(read("atlantis.yaml")) as {
      projects: Record<string, unknown>[];
      workflows: Record<string, { apply: { steps: (string | { run: string })[] } }>;
    };
    expect(settings).toMatchObject({ version: 3, abort_on_execution_order_fail: true });
    expect(
      projects.map(({ name, execution_order_group: group, workflow }) => [name, group, workflow]),
    ).toEqual([
      ["canary", 0, "apono-connected"],
      ["prod", 1, undefined],
    ]);
    const [, gate] = workflows["apono-connected"]!.apply.steps;
    expect((await shell((gate as { run: string }).run, "connectors/canary", {}, "sh")).code).toBe(
      0,
    );
  });
});

it("holds no token in a file, a state or an output", () => {
  const { hits, read: count } = searchFolder(folder, needles(TOKEN_MARKER));
  expect(hits).toEqual([]);
  expect(count).toBeGreaterThan(10);
  writeFileSync(join(folder, "outputs"), outputs.join("\n"));
  expect(searchFolder(folder, [...needles(TOKEN_MARKER), ...needles(API_TOKEN)]).hits).toEqual([]);
});
