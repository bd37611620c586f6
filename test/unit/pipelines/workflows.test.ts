import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parse } from "yaml";
import { NODE_VERSIONS } from "../../kit/node-versions";
import { PROJECT } from "../../kit/project-copy";

const read = (file: string) => readFileSync(join(PROJECT, file), "utf8");
const WORKFLOWS = readdirSync(join(PROJECT, ".github/workflows")).map(
  (name) => `.github/workflows/${name}`,
);
const ALL = [...WORKFLOWS, ".github/actions/setup/action.yml", "action.yml"];
const scripts = JSON.parse(read("package.json")).scripts as Record<string, string>;

interface Job {
  readonly permissions?: object;
  readonly "timeout-minutes"?: number;
  readonly steps: readonly { readonly run?: string }[];
  readonly strategy?: { readonly matrix: Readonly<Record<string, unknown[]>> };
}
const jobsOf = (file: string) => parse(read(file)).jobs as Record<string, Job>;
const commandsOf = (jobs: Record<string, Job>) =>
  Object.values(jobs).flatMap(({ steps }) => steps.map(({ run = "" }) => run));

it("actions are pinned by their full commit SHA, the same everywhere, with the version beside it", () => {
  const used = ALL.flatMap((file) =>
    [...read(file).matchAll(/uses: (?!\.\/)(\S+)(.*)$/gm)].map(([, action, comment]) => ({
      action: action!,
      comment: comment!,
    })),
  );
  expect(used.length).toBeGreaterThan(20);
  for (const { action, comment } of used) {
    expect(action).toMatch(/^[\w-]+\/[\w/-]+@[0-9a-f]{40}$/);
    expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
  }
  const pins = new Set(used.map(({ action, comment }) => action + comment));
  const names = new Set(used.map(({ action }) => action.split("@")[0]));
  expect(pins.size).toBe(names.size);
});

it.each(WORKFLOWS)("the commands of %s exist", (file) => {
  const text = commandsOf(jobsOf(file)).join("\n");
  const named = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name!);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  const files = [...text.matchAll(/(?:^|\s)((?:\.ci|\.github|tools)\/[\w./-]+)/g)].map(
    ([, path]) => path!,
  );
  expect(named.length + files.length).toBeGreaterThan(0);
  expect(files.filter((path) => !existsSync(join(PROJECT, path)))).toEqual([]);
  for (const path of files.filter((each) => !each.endsWith(".ts")))
    accessSync(join(PROJECT, path), constants.X_OK);
});

it.each(WORKFLOWS)("each job of %s asks for its own permissions, and ends", (file) => {
  expect(parse(read(file)).permissions).toEqual({});
  for (const [name, job] of Object.entries(jobsOf(file))) {
    expect([name, job.permissions]).toEqual([name, expect.any(Object)]);
    expect([name, job["timeout-minutes"]]).toEqual([name, expect.any(Number)]);
  }
});

it("CI runs what npm test runs", () => {
  const jobs = jobsOf(".github/workflows/ci.yml");
  const text = commandsOf(jobs).join("\n");
  const { projects } = createRequire(__filename)("../../jest.config.js") as {
    projects: { displayName: string }[];
  };
  expect(projects.length).toBeGreaterThan(2);
  expect(scripts["test"]).toMatch(/^npm run lint && npm run modules && jest /);
  for (const script of ["lint", "modules", ...projects.map((each) => `test:${each.displayName}`)])
    expect(text).toMatch(new RegExp(`npm run ${script}$|npm run ${script} `, "m"));
  const { passed, ...others } = jobs;
  expect((passed as unknown as { needs: string[] }).needs).toEqual(Object.keys(others));
});

it("CI runs every part of the end-to-end tests, and every Node that is supported", () => {
  const { e2e, unit } = jobsOf(".github/workflows/ci.yml");
  const shards = e2e!.strategy!.matrix["shard"]!;
  expect(shards).toEqual(shards.map((_, index) => index + 1));
  expect(commandsOf({ e2e: e2e! }).join("\n")).toContain(`--shard="$SHARD/${shards.length}"`);
  expect(read(".github/workflows/ci.yml")).toContain(`matrix.shard }} of ${shards.length})`);
  expect(unit!.strategy!.matrix["node"]).toEqual(Object.keys(NODE_VERSIONS));
});

it("the scripts are shell that can be read", () => {
  const folder = join(PROJECT, ".github/scripts");
  for (const name of readdirSync(folder))
    expect(spawnSync("bash", ["-n", join(folder, name)], { encoding: "utf8" }).stderr).toBe("");
});

describe("issue forms", () => {
  const folder = ".github/ISSUE_TEMPLATE";
  const forms = readdirSync(join(PROJECT, folder)).filter((name) => name !== "config.yml");
  const bodyOf = (name: string) =>
    parse(read(`${folder}/${name}`)).body as {
      id?: string;
      type: string;
      attributes: { value?: string };
      validations?: { required: boolean };
    }[];

  it.each(forms)("%s warns of tokens first, and asks for the version", (name) => {
    const [first, ...fields] = bodyOf(name);
    expect(first!.attributes.value).toContain("**Never paste a token");
    expect(fields.find(({ id }) => id === "version")?.validations?.required).toBe(true);
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
  });

  it.each(["bug.yml", "false-positive.yml"])("%s asks for command and output", (name) => {
    const required = bodyOf(name).flatMap(({ id, validations }) =>
      validations?.required ? [id] : [],
    );
    expect(required).toEqual(expect.arrayContaining(["command", "output"]));
  });
});

it("CODEOWNERS names folders that there are", () => {
  const paths = read(".github/CODEOWNERS")
    .split("\n")
    .filter((line) => /^[/*]/.test(line))
    .map((line) => line.split(/\s+/)[0]!);
  expect(paths).toContain("*");
  expect(paths.filter((path) => path !== "*" && !existsSync(join(PROJECT, path)))).toEqual([]);
});
