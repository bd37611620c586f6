import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { ENGINE_NAMES } from "../../../../cli/fleet/render/engines/names";
import { cleanUp, tempDir } from "../../../kit/processes";
import { runCli } from "../../../support/cli";
import { FLEET, connector, renderIn } from "../../../support/fleet-render";

let folder: string;
beforeEach(() => {
  folder = tempDir("render-");
});
afterAll(cleanUp);

const render = (fleet: object, engine = "terraform", ...flags: string[]) =>
  renderIn(folder, fleet, engine, ...flags);

const read = (path: string) => readFileSync(join(folder, "out", path), "utf8");

/** What has a root of its own. */
const roots = () =>
  readdirSync(join(folder, "out", "connectors"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

it("renders a root for each connector, with the module of the file's version", async () => {
  expect(await render(FLEET)).toMatchObject({
    code: 0,
    err: `4 files written to ${join(folder, "out")}, 0 unchanged.`,
  });
  expect(roots()).toEqual(["canary", "data", "prod"]);
  const prod = read("connectors/prod/main.tf");
  expect(prod).toContain(
    '  source  = "app.terraform.io/acme/apono-ecs-connector/aws"\n  version = "1.2.3"\n',
  );
  expect(prod).toContain('role_arn = "arn:aws:iam::111122223333:role/deploy"');
  expect(prod).toMatch(/variable "APONO_TOKEN_PROD" \{[^}]*ephemeral +=/);
});

it.each(["gitlab", "github-actions", "atlantis"])(
  "a name that YAML 1.1 takes for a boolean is a text for %s",
  async (engine) => {
    await render({ ...FLEET, waves: undefined, connectors: [connector("no")] }, engine);
    const file = {
      gitlab: ".gitlab/apono-fleet/apply-1.yml",
      "github-actions": ".github/workflows/apono-fleet.yml",
      atlantis: "atlantis.yaml",
    }[engine]!;
    const old: unknown = parse(read(file), { version: "1.1" });
    expect(old).toEqual(parse(read(file)));
    expect(JSON.stringify(old)).toContain(':"no"');
  },
);

it("tells all that a root would lack, and then writes nothing", async () => {
  const { modules, backend, ...rest } = FLEET;
  const bare = {
    ...rest,
    connectors: [connector("canary", { region: undefined }), connector("b", { profile: "b" })],
  };
  const { code, err } = await render(bare, "gitlab");
  expect(code).toBe(2);
  expect(err).toContain("modules is missing: ");
  expect(err).toContain("backend is missing: ");
  expect(err).toContain("canary has no region. Set it here or in defaults.");
  expect(err).toContain("b has a profile, which runners of gitlab don't have. Use assumeRole.");
  expect(existsSync(join(folder, "out"))).toBe(false);
  const s3 = { s3: { bucket: "b", key: "{name}", region: "eu-central-1" } };
  expect((await render({ ...FLEET, backend: s3 }, "hcp-terraform")).err).toContain(
    "backend must be cloud, with an organization and workspaces",
  );
  expect([modules, backend]).toEqual([FLEET.modules, FLEET.backend]);
});

it("refuses paths that Terragrunt's copies of the roots would lose", async () => {
  const local = {
    ...FLEET,
    modules: { source: "./{module}" },
    backend: { local: { path: "{name}" } },
  };
  const { code, err } = await render(local, "terragrunt");
  expect(code).toBe(2);
  expect(err).toContain("modules.source is a folder beside the file");
  expect(err).toContain("backend.local.path must be absolute");
  expect((await render(local, "gitlab")).code).toBe(0);
});

it("tells mistakes of the file with their places", async () => {
  const { code, err } = await render({ ...FLEET, modules: { source: "./{module}", version: "1" } });
  expect(code).toBe(1);
  expect(err).toMatch(/fleet\.json:1:\d+: modules\.version: "1" is not valid\./);
});

it.each([
  ["app.terraform.io/acme/apono/aws", "1.0.0", "put {module} where the module's name is"],
  ["app.terraform.io/acme/{module}/aws", undefined, '"version" is missing'],
  ["git::https://example.com/{module}?ref=v{version}", undefined, '"version" is missing'],
  ["git::https://example.com/{module}", "1.0.0", "only a registry takes a version apart"],
  ["app.terraform.io/acme/{module}-{version}/aws", "1.0.0", "Remove {version}."],
  ["./{modul}", undefined, "{modul} is not a placeholder here"],
])("refuses the source %s with version %s", async (source, version, message) => {
  expect((await render({ ...FLEET, modules: { source, version } })).err).toContain(message);
});

it.each([
  [
    "git::https://example.com/{module}?ref=v{version}",
    "1.0.0",
    "git::https://example.com/ecs-connector?ref=v1.0.0",
  ],
  ["./modules/{module}", undefined, "../../../modules/ecs-connector"],
])("has the source %s without a version of its own", async (source, version, expected) => {
  await render({ ...FLEET, modules: { source, version } });
  const root = read("connectors/prod/main.tf");
  expect(root).toContain(`module "connector" {\n  source = "${expected}"\n`);
  expect(root).not.toMatch(/module "connector" \{[^}]*version +=/);
});

it("GitHub takes at most 256 jobs of a matrix: more are parts, and the next stage waits for all", async () => {
  const many = Array.from({ length: 300 }, (_, at) => connector(`c-${at}`));
  const fleet = { ...FLEET, waves: [["c-*"], ["last"]], connectors: [...many, connector("last")] };
  await render(fleet, "github-actions");
  const { jobs } = parse(read(".github/workflows/apono-fleet.yml")) as {
    jobs: Record<string, { needs?: string[]; strategy: { matrix: { include: object[] } } }>;
  };
  const matrices = Object.entries(jobs).filter(([, { strategy }]) => strategy !== undefined);
  const sizes = matrices.map(([name, job]) => [name, job.strategy.matrix.include.length]);
  expect(sizes).toEqual([
    ["plan-part-1", 256],
    ["plan-part-2", 45],
    ["apply-1-part-1", 256],
    ["apply-1-part-2", 44],
    ["apply-2", 1],
    ["drift-part-1", 256],
    ["drift-part-2", 45],
  ]);
  expect(jobs["wave-2"]!.needs).toEqual(["apply-1-part-1", "apply-1-part-2"]);
  expect(jobs["apply-2"]!.needs).toEqual(["wave-2"]);
});

it("a connector whose ID is not its name is waited for by its ID", async () => {
  for (const engine of ["terragrunt", "github-actions", "gitlab", "hcp-terraform"])
    await render(FLEET, engine);
  expect(read("connectors/canary/terragrunt.hcl")).toMatch(/"--connector-id",\s+"first"/);
  expect(read(".github/workflows/apono-fleet.yml")).toContain("id: first");
  expect(read(".gitlab/apono-fleet/apply-1.yml")).toContain("CONNECTOR_ID: first");
  expect(read("hcp-terraform/main.tf")).toContain('{ canary = "first" }');
});

it("every engine is in the help", async () => {
  const { out } = await runCli(["fleet", "render", "--help"]);
  for (const name of ENGINE_NAMES) expect(out).toContain(name);
});
