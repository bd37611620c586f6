import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../../kit/processes";
import { FLEET, renderIn } from "../../../support/fleet-render";

let folder: string;
beforeEach(() => {
  folder = tempDir("render-");
});
afterAll(cleanUp);

const render = (fleet: object, engine = "terraform", ...flags: string[]) =>
  renderIn(folder, fleet, engine, ...flags);

const read = (path: string) => readFileSync(join(folder, "out", path), "utf8");

it("writes only what changed", async () => {
  await render(FLEET, "atlantis");
  const upgraded = { ...FLEET, modules: { ...FLEET.modules, version: "1.3.0" } };
  expect(await render(FLEET, "atlantis")).toMatchObject({
    err: expect.stringContaining("0 files written") as string,
  });
  expect(await render(upgraded, "atlantis")).toMatchObject({
    err: expect.stringMatching(/^3 files written to .*, 2 unchanged\.$/) as string,
  });
  expect(read("connectors/data/main.tf")).toContain('version = "1.3.0"');
});

it("moves what stacks have only while it is told to", async () => {
  expect(await render(FLEET, "terraform", "--from-cdktf")).toMatchObject({ code: 0 });
  for (const [name, address] of [
    ["canary", "module.connector.aws_ecs_service.ECSService"],
    ["data", "module.delegation.aws_iam_role.member"],
  ])
    expect(read(`connectors/${name}/moved.tf`)).toContain(`\n  to   = ${address}\n`);
  expect(await render(FLEET)).toMatchObject({
    err: expect.stringMatching(
      /^0 files written .* deleted: (connectors\/\w+\/moved\.tf(, )?){3}\.$/,
    ) as string,
  });
});

it("keeps a removed connector's root, says how to destroy it, and takes it back", async () => {
  await render(FLEET, "terragrunt");
  const before = read("connectors/prod/main.tf");
  const fewer = { ...FLEET, connectors: FLEET.connectors.filter(({ name }) => name !== "prod") };
  fewer.waves = [["canary"], ["data"]];
  const destroyIn = (root: string) =>
    `terraform -chdir=${root} init && terraform -chdir=${root} destroy`;
  const destroy = destroyIn("connectors/prod");
  for (let times = 0; times < 2; times++) {
    const { err } = await render(fewer, "terragrunt");
    expect(err).toContain(
      `connectors/prod is no longer in the fleet, and stays until its connector is destroyed: ${destroyIn(join(folder, "out/connectors/prod"))}.`,
    );
    // The wave's unit of data follows from the first time, too.
    expect(err).toMatch(times === 0 ? /^[1-9] files? written/ : /^0 files written/);
    const after = read("connectors/prod/main.tf");
    expect(after.split("\n").filter((line) => line.includes(destroy))).toHaveLength(1);
    expect(after).toContain(before.slice(before.indexOf("\nterraform {")));
  }
  expect(existsSync(join(folder, "out/connectors/prod/terragrunt.hcl"))).toBe(false);
  expect((await render(FLEET, "terragrunt")).err).not.toContain("no longer");
  expect(read("connectors/prod/main.tf")).toBe(before);
});

it("names removed connectors in the order in which they can be destroyed", async () => {
  await render(FLEET);
  const { err } = await render({
    ...FLEET,
    waves: [["prod"]],
    connectors: FLEET.connectors.filter(({ name }) => name === "prod"),
  });
  expect(
    err.split("\n").flatMap((line) => /^connectors\/(\w+) is no/.exec(line)?.[1] ?? []),
  ).toEqual(["data", "canary"]);
});

it("says what another engine still runs, and what a hosted runner would lose", async () => {
  expect((await render(FLEET, "atlantis")).err).not.toContain("another engine");
  const local = { ...FLEET, backend: { local: { path: "states/{name}.tfstate" } } };
  const { err, code } = await render(local, "gitlab");
  expect(code).toBe(0);
  expect(err).toContain(`${join(folder, "out", "atlantis.yaml")} is there for another engine.`);
  expect(err).toContain("backend is local, and a hosted runner of gitlab loses its files.");
  expect((await render(local, "atlantis")).err).not.toContain("Warning");
});

it("replaces no file of somebody else's, and then writes nothing", async () => {
  mkdirSync(join(folder, "out"));
  writeFileSync(join(folder, "out", "atlantis.yaml"), "version: 3\n");
  expect(await render(FLEET, "atlantis")).toMatchObject({
    code: 2,
    err: expect.stringContaining("was not rendered from a fleet. Move or delete it") as string,
  });
  expect(readdirSync(join(folder, "out"))).toEqual(["atlantis.yaml"]);
});

it("pipelines of stages that are no more are deleted", async () => {
  await render(FLEET, "gitlab");
  const one = { ...FLEET, waves: [["*"]], connectors: FLEET.connectors.slice(0, 2) };
  expect((await render(one, "gitlab")).err).toContain("deleted: .gitlab/apono-fleet/apply-2.yml");
  expect(readdirSync(join(folder, "out/.gitlab/apono-fleet"))).toEqual([
    "apply-1.yml",
    "drift.yml",
    "plan.yml",
  ]);
});
