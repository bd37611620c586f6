import { appendFileSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Files } from "../../../../../cli/registry/build/module-files";
import {
  type ModulePackage,
  packModule,
  readPackages,
} from "../../../../../cli/registry/package/packages";
import { publish } from "../../../../../cli/registry/publish/publish";
import type { Published, Target } from "../../../../../cli/registry/publish/target";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { collect, runCli } from "../../../../support/cli";

afterAll(cleanUp);

/** A target in memory. */
class Memory implements Target {
  readonly description = "memory";
  readonly reads: string[] = [];
  constructor(readonly held = new Map<string, Published>()) {}
  versions = async (module: string) =>
    [...this.held.keys()].filter((k) => k.startsWith(`${module} `)).map((k) => k.split(" ")[1]!);
  read = async (module: string, version: string) => {
    this.reads.push(`${module} ${version}`);
    return this.held.get(`${module} ${version}`);
  };
  write = async ({ module, version, files }: ModulePackage) => {
    this.held.set(`${module} ${version}`, { files, complete: true });
  };
  usage = () => "source";
}

const granting = (...actions: string[]): Files => {
  const statement = { Effect: "Allow", Action: actions, Resource: "*" };
  const main = { locals: { p: { policy: { Statement: [statement] } } } };
  return new Map([["main.tf.json", Buffer.from(JSON.stringify(main))]]);
};
const pack = (module: string, version: string, files = granting("a:One"), says = "- It.") => {
  const changelog = Buffer.from(`# Changelog\n\n## [${version}]\n\n${says}\n\n## [0.1.0]\n`);
  return packModule(module, version, new Map([["CHANGELOG.md", changelog], ...files]));
};

it("checks all before it writes the first", async () => {
  const target = new Memory();
  await target.write(await pack("b", "1.0.0", granting("a:Other")));
  const all = [await pack("a", "1.0.0"), await pack("b", "1.0.0")];
  await expect(publish(collect().io, all, target, { dryRun: false })).rejects.toThrow(
    "b 1.0.0 is already in memory, with different content. A published version never changes: raise the version in " +
      "package.json, package again, and publish that.",
  );
  expect([...target.held.keys()]).toEqual(["b 1.0.0"]);
});

it("finishes what is there in part, with the same content or none", async () => {
  const { files } = await pack("a", "1.0.0");
  const target = new Memory(
    new Map<string, Published>([
      ["a 1.0.0", { files, complete: false }],
      ["b 1.0.0", { complete: false }],
    ]),
  );
  const all = [await pack("a", "1.0.0"), await pack("b", "1.0.0")];
  await publish(collect().io, all, target, { dryRun: false });
  expect([...target.held.values()].every(({ complete }) => complete)).toBe(true);
});

it.each([true, false])("refuses a patch that grants more; dry run: %s", async (dryRun) => {
  const target = new Memory();
  await target.write(await pack("a", "1.0.0"));
  const more = granting("a:One", "a:Two");
  await expect(
    publish(collect().io, [await pack("a", "1.0.1", more)], target, { dryRun }),
  ).rejects.toThrow("a 1.0.1 grants more than 1.0.0");
  // A minor version may grow, and says so.
  const minor = (says: string) => pack("a", "1.1.0", more, says);
  const silent = publish(collect().io, [await minor("- It.")], target, { dryRun });
  await expect(silent).rejects.toThrow(
    /^a 1\.1\.0 grants more than 1\.0\.0, but its changelog does not list the new permissions:\n[^]*a:Two[^]*\nAdd a section "### Permissions" to the entry "## \[1\.1\.0\]" in CHANGELOG\.md, package again, and publish that\.$/,
  );
  const said = [await minor("### Permissions\n\n- It may do a:Two.")];
  await publish(collect().io, said, target, { dryRun: true });
  expect([...target.held.keys()]).toEqual(["a 1.0.0"]);
});

it("refuses a version without an entry in its changelog", async () => {
  const of = (version: string, changelog: string) =>
    packModule("a", version, new Map([["CHANGELOG.md", Buffer.from(changelog)]])).then((each) =>
      publish(collect().io, [each], new Memory(), { dryRun: true }),
    );
  for (const changelog of ["", "# Changelog\n\n## [Unreleased]\n", "## [1.0.0]\n"])
    await expect(of("1.0.1", changelog)).rejects.toThrow(
      'The changelog of a 1.0.1 has no entry "## [1.0.1]". Add it to CHANGELOG.md, package again, and publish that.',
    );
  await of("1.0.1", "## [1.0.1] - 2026-01-31\n");
  // A candidate is told with its release.
  await of("1.1.0-rc.1", "## [1.1.0]\n");
});

describe("modules publish folder", () => {
  const packages = tempDir("packages-");
  const shared = join(tempDir("shared-"), "modules");
  const file = join(shared, "terraform-aws-apono-ecs-connector-1.0.0.tar.gz");
  const cli = (...args: string[]) =>
    runCli(["modules", "publish", "folder", shared, "--packages", packages, ...args]);

  beforeAll(async () => {
    await runCli(["modules", "package", "-o", packages, "--as", "1.0.0"]);
  });

  it("says in a dry run what it would do", async () => {
    const { code, out, err } = await cli("--as", "1.0.0", "--dry-run", "-m", "ecs-connector");
    expect({ code, out, err }).toEqual({
      code: 0,
      out: `would publish ecs-connector 1.0.0 to ${shared}\n  source = "${file}"`,
      err: "Dry run: nothing was published.",
    });
    expect(() => readdirSync(shared)).toThrow("ENOENT");
  });

  it("publishes what serve can serve, once", async () => {
    expect((await cli("--as", "1.0.0")).code).toBe(0);
    expect((await readPackages(shared)).length).toBe((await readPackages(packages)).length);
    const again = await cli("--as", "1.0.0", "-m", "ecs-connector");
    expect(again.out).toBe(`unchanged: ecs-connector 1.0.0 is already in ${shared}`);
  });

  it("finishes a publication that broke off before the checksums", async () => {
    const sums = join(shared, "SHA256SUMS");
    const whole = readFileSync(sums, "utf8");
    rmSync(sums);
    expect((await cli("--as", "1.0.0")).code).toBe(0);
    expect(readFileSync(sums, "utf8")).toBe(whole);
  });

  it("refuses other content and damaged archives", async () => {
    const other = await packModule("ecs-connector", "1.0.0", granting("a:One"));
    writeFileSync(file, other.archive);
    const refused = await cli("--as", "1.0.0", "-m", "ecs-connector");
    expect(refused.code).toBe(1);
    expect(refused.err).toContain("ecs-connector 1.0.0 is already in");
    writeFileSync(file, "no archive");
    const damaged = await cli("--as", "1.0.0", "-m", "ecs-connector");
    expect(damaged.code).toBe(1);
    expect(damaged.err).toContain(`${file} is not a valid module package: incorrect header check`);
  });

  it("takes only packages that are there, and whole", async () => {
    const none = await cli("--as", "9.0.0");
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toBe(
      `No package of any module 9.0.0 found in ${packages}. Create it first: apono-connector modules package --as 9.0.0 --output ${packages}`,
    );
    appendFileSync(join(packages, "terraform-aws-apono-ecs-connector-1.0.0.tar.gz"), "x");
    expect(await cli("--as", "1.0.0")).toMatchObject({ code: 1 });
  });
});
