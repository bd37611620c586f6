import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  differenceOf,
  previousVersion,
  refuseGrownPatch,
} from "../../../../cli/permissions/difference";
import type { Grant } from "../../../../cli/permissions/grants";
import { packModule, writePackages } from "../../../../cli/registry/package/packages";
import { cleanUp, tempDir } from "../../../kit/processes";
import { runCli } from "../../../support/cli";

afterAll(cleanUp);

const grant = (change: Partial<Grant> = {}): Grant => ({
  where: "inline_policies.s3-read",
  effect: "Allow",
  action: "s3:GetObject",
  resource: "arn:aws:s3:::logs/*",
  condition: "",
  ...change,
});
const deny = (change: Partial<Grant> = {}) => grant({ effect: "Deny", ...change });

describe("permissions", () => {
  it.each([
    ["another action", [grant()], [grant(), grant({ action: "s3:PutObject" })]],
    ["a wider resource", [grant()], [grant({ resource: "*" })]],
    ["a wildcard", [grant()], [grant({ action: "s3:*" })]],
    ["no condition any more", [grant({ condition: "c" })], [grant()]],
    ["another condition", [grant({ condition: "c" })], [grant({ condition: "d" })]],
    ["the same in another set", [grant()], [grant({ where: "inline_policies.other" })]],
    ["no denial any more", [deny()], []],
    ["a narrower denial", [deny({ action: "s3:*" })], [deny()]],
  ])("grow by %s", (_case, before, after) => {
    expect(differenceOf(before, after).some(({ grows }) => grows)).toBe(true);
  });

  it.each([
    ["an action less", [grant(), grant({ action: "s3:PutObject" })], [grant()]],
    ["a narrower resource", [grant({ resource: "arn:aws:s3:::*" })], [grant()]],
    ["single actions instead of a wildcard", [grant({ action: "s3:Get*" })], [grant()]],
    ["one more condition", [grant()], [grant({ condition: "c" })]],
    ["another denial", [], [deny()]],
    ["a wider denial", [deny()], [deny({ action: "s3:*" })]],
  ])("don't grow by %s", (_case, before, after) => {
    const changes = differenceOf(before, after);
    expect(changes.length).toBeGreaterThan(0);
    expect(changes.filter(({ grows }) => grows)).toEqual([]);
  });
});

it.each([
  ["1.0.1", "1.0.0"],
  ["1.1.1", "1.1.0"],
  ["1.1.0", "1.0.3"],
  ["1.2.0-rc.1", "1.1.0"],
  ["1.0.0", undefined],
])("before %s there is %s", (version, previous) => {
  expect(previousVersion(version, ["1.0.3", "1.1.0", "1.0.0", "1.1.0-rc.1", "2.0.0"])).toBe(
    previous ?? undefined,
  );
});

/** A module with one policy. */
const build = (...actions: string[]) =>
  new Map([
    [
      "main.tf.json",
      Buffer.from(
        JSON.stringify({
          locals: {
            inline_policies: {
              set: { policy: { Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }] } },
            },
          },
        }),
      ),
    ],
  ]);

describe("a version whose permissions grew", () => {
  const before = [{ version: "1.0.0", files: build("ec2:DescribeTags") }];
  const candidate = (version: string) => ({
    module: "ecs-connector",
    version,
    files: build("ec2:DescribeTags", "ec2:RunInstances"),
  });

  it("is refused as a patch, with the table", () => {
    const refusal = () => refuseGrownPatch(candidate("1.0.1"), before);
    expect(refusal).toThrow(
      /^ecs-connector 1\.0\.1 grants more than 1\.0\.0, so it can't be a patch version:\n[^]*MORE[^]*ec2:RunInstances[^]*Raise the minor version, so that "~> 1\.0\.0" does not bring in these permissions\.$/,
    );
  });

  it.each(["1.1.0", "2.0.0", "1.0.0-rc.1"])("is fine as %s", (version) => {
    expect(() => refuseGrownPatch(candidate(version), before)).not.toThrow();
  });

  it("is refused by modules package, and nothing is written", async () => {
    const folder = tempDir("packages-");
    writePackages([await packModule("ecs-connector", "1.0.0", build("none:Such"))], folder);
    const args = ["modules", "package", "-m", "ecs-connector", "-o", folder, "--as"];
    const patch = await runCli([...args, "1.0.1"]);
    expect(patch).toMatchObject({ code: 1, out: "" });
    expect(patch.err).toContain("ecs-connector 1.0.1 grants more than 1.0.0");
    expect((await runCli([...args, "1.1.0"])).code).toBe(0);
  });
});

describe("modules permission-changes", () => {
  const folder = tempDir("builds-");
  const [old, current] = ["old", "current"].map((name) => join(folder, name));
  for (const [path, actions] of [
    [old!, ["a:One", "a:Two"]],
    [current!, ["a:Two", "a:Three"]],
  ] as const) {
    mkdirSync(path);
    writeFileSync(join(path, "main.tf.json"), build(...actions).get("main.tf.json")!);
  }

  it("shows a table, more permissions first", async () => {
    const { code, out } = await runCli(["modules", "permission-changes", old!, current!]);
    expect(code).toBe(0);
    const rows = out.split("\n").filter((line) => line.includes("a:"));
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(/MORE.*added.*inline_policies\.set.*Allow.*a:Three.*\*/);
    expect(rows[1]).toMatch(/removed.*a:One/);
  });

  it("can fail on more", async () => {
    const args = ["modules", "permission-changes", "--fail-on-more", "--json"];
    expect((await runCli([...args, old!, current!])).code).toBe(1);
    const same = await runCli([...args, old!, old!]);
    expect(same).toMatchObject({ code: 0, out: "[]" });
  });

  it("refuses builds of two modules, whichever way round", async () => {
    await runCli(["modules", "build", "-m", "ecs-connector", "org-delegation", "-o", folder]);
    const [ecs, org] = ["ecs-connector", "org-delegation"].map((name) =>
      join(folder, `terraform-aws-apono-${name}`),
    );
    expect(await runCli(["modules", "permission-changes", ecs!, org!])).toEqual({
      code: 2,
      out: "",
      err: `${ecs} is a build of ecs-connector, ${org} is a build of org-delegation: their permissions can't be compared. Give two builds of the same module.`,
    });
    expect(await runCli(["modules", "permission-changes", "--json", old!, ecs!])).toEqual({
      code: 2,
      out: "",
      err: `${old} is a module of another project, ${ecs} is a build of ecs-connector: their permissions can't be compared. Give two builds of the same module.`,
    });
    expect((await runCli(["modules", "permission-changes", ecs!, ecs!])).out).toBe(
      "No changes: both allow the same.",
    );
  });

  it("says what is missing", async () => {
    const none = await runCli(["modules", "permission-changes", join(folder, "none"), old!]);
    expect(none).toMatchObject({ code: 2 });
    expect(none.err).toMatch(/none does not exist\. Give a module's folder or its \.tar\.gz\.$/);
  });
});
