import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pythonTool } from "../../kit/python-tool";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { type ActionRun, runAction } from "../../support/composite-action";
import { commitAll, copyRepository, git, GIT_ENV } from "../../support/repository-copy";
import { sarifErrors } from "../../support/sarif";

// renovate: datasource=pypi depName=pre-commit
const PRE_COMMIT = "4.7.0";
const BAD = `module "apono" {
  source   = "app.terraform.io/acme/apono-ecs-connector/aws"
  vpcId    = "vpc-0123456789abcdef0"
  subnetIds = ["subnet-1"]
}
`;
const GOOD = `terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7"
    }
  }
}

provider "aws" {
  region = "eu-central-1"
}

variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoToken = var.apono_token
  subnetIds  = ["subnet-0123456789abcdef0"]
}
`;

let [home, folder, project] = ["", "", ""];
/** This repository as pre-commit cloned and installed it. */
let clone = "";

/** Writes the team's Terraform, and commits it. */
async function terraform(content: string): Promise<void> {
  mkdirSync(join(folder, "infrastructure"), { recursive: true });
  writeFileSync(join(folder, "infrastructure", "main.tf"), content);
  await commitAll(folder, "Terraform");
}

async function preCommit(...args: readonly string[]) {
  const command = await pythonTool("pre-commit", PRE_COMMIT);
  return run(command, ["run", ...args], {
    cwd: folder,
    env: { ...GIT_ENV, PRE_COMMIT_HOME: home },
  });
}

/** Installed packages that are not those of the lock file. */
function differentFromLock(root: string): string[] {
  const packagesOf = (file: string) =>
    JSON.parse(readFileSync(join(root, file), "utf8")).packages as Record<
      string,
      { integrity: string }
    >;
  const locked = packagesOf("package-lock.json");
  const installed = Object.entries(packagesOf("node_modules/.package-lock.json"));
  expect(installed.length).toBeGreaterThan(100);
  return installed
    .filter(([path, { integrity }]) => integrity !== locked[path]?.integrity)
    .map(([path]) => path);
}

beforeAll(async () => {
  const temp = tempDir("pipelines-");
  [home, folder] = [join(temp, "pre-commit"), join(temp, "team")];
  project = await copyRepository(join(temp, "project"));
  mkdirSync(folder);
  await git(folder, "init", "--quiet", "--initial-branch=main");
  const revision = await git(project, "rev-parse", "HEAD");
  writeFileSync(
    join(folder, ".pre-commit-config.yaml"),
    `repos:
  - repo: ${project}
    rev: ${revision}
    hooks:
      - id: apono-connector-validate
`,
  );
  await terraform(BAD);
}, 120_000);
afterAll(cleanUp);

describe("the pre-commit hook", () => {
  it("installs itself from git, and fails where a connector is wrong", async () => {
    const { code, stdout } = await preCommit("--all-files");
    expect(stdout).toContain("infrastructure/main.tf:2:14 warning");
    expect(stdout).toContain('"subnet-1" is not a valid subnet ID');
    expect(stdout).toContain("- exit code: 1");
    expect(code).toBe(1);
    clone = readdirSync(home)
      .map((name) => join(home, name))
      .find((path) => existsSync(join(path, "action.yml")))!;
    expect(differentFromLock(clone)).toEqual([]);
    expect(readdirSync(join(clone, ".cache"))).toEqual([]);
  }, 600_000);

  it("passes where it is right", async () => {
    await terraform(GOOD);
    const { code, stdout } = await preCommit("--all-files", "--verbose");
    expect(stdout).toContain("No findings");
    expect(stdout).not.toContain("installing packages");
    expect(code).toBe(0);
  });

  it("does not run if no Terraform file changed", async () => {
    const { stdout, code } = await preCommit("--files", ".pre-commit-config.yaml");
    expect(stdout).toMatch(/\(no files to check\)Skipped/);
    expect(code).toBe(0);
  });
});

describe("the action", () => {
  const action = (inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> =>
    runAction(clone, folder, inputs);

  it("uploads what it finds, and then fails", async () => {
    await terraform(BAD);
    const { code, log, outputs, used } = await action();
    expect(log).toContain('"subnet-1" is not a valid subnet ID');
    expect(outputs["exit-code"]).toBe("1");
    expect(used).toEqual([
      {
        action: expect.stringMatching(/^github\/codeql-action\/upload-sarif@[0-9a-f]{40}$/),
        with: { sarif_file: outputs["sarif"], category: "apono-connector" },
      },
    ]);
    const sarif = JSON.parse(readFileSync(outputs["sarif"]!, "utf8"));
    expect(sarifErrors(sarif)).toEqual([]);
    const { results } = sarif.runs[0];
    expect(results.map((each: { ruleId: string }) => each.ruleId)).toContain("module-unpinned");
    expect(results[0].locations[0].physicalLocation.artifactLocation.uri).toBe(
      "infrastructure/main.tf",
    );
    expect(code).toBe(1);
  });

  it("reports as annotations, without an upload and without failing", async () => {
    const { code, log, outputs, used } = await action({
      format: "github",
      "fail-on": "never",
      upload: "false",
      path: "infrastructure/\n",
    });
    expect(log).toMatch(/^::error file=infrastructure\/main\.tf,line=4/m);
    expect([code, outputs["exit-code"], used]).toEqual([0, "0", []]);
    expect(existsSync(outputs["sarif"]!)).toBe(true);
  });

  it("fails for warnings if told", async () => {
    await terraform(GOOD.replace('  version = "~> 1.0"\n', ""));
    expect((await action()).code).toBe(0);
    expect((await action({ "fail-on": "warning" })).code).toBe(1);
  });

  it.each([
    ["a path that does not exist", { path: "nowhere" }, "nowhere"],
    ["no path", { path: "\n" }, "The input path is empty."],
    ["a format that does not exist", { format: "xml" }, "xml"],
  ])(
    "could not run with %s: exits with 2, and uploads nothing that it lacks",
    async (_, inputs, message) => {
      const { code, log } = await action(inputs);
      expect(log).toContain(message);
      expect(code).toBe(2);
    },
  );

  it("takes inputs as values, never as shell", async () => {
    const inputs = { path: '$(touch hacked)"; touch hacked #', "fail-on": "$(touch hacked)" };
    const { code } = await action(inputs);
    expect(code).toBe(2);
    expect(existsSync(join(folder, "hacked"))).toBe(false);
  });
});
