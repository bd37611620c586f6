import { cpSync, existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { moduleFiles } from "../../../../cli/registry/build/module-files";
import type { Files } from "../../../../cli/registry/build/module-files";
import { MODULE_NAMES } from "../../../../modules/module-names";
import { differenceOf } from "../../../../cli/permissions/difference";
import { type Grant, grantsOf } from "../../../../cli/permissions/grants";
import {
  refuseMoreThanReleased,
  releasedFile,
  releasedPermissions,
} from "../../../../cli/permissions/released";
import { PROJECT_ROOT, projectVersion } from "../../../../cli/project";
import { cleanUp, run, tempDir } from "../../../kit/processes";
import { copyProject } from "../../../kit/project-copy";

jest.setTimeout(120_000);
afterAll(cleanUp);

const grant = (action: string): Grant => ({
  where: "inline_policies.set",
  effect: "Allow",
  action,
  resource: "*",
  condition: "",
});
const released = { version: "1.2.3", grants: [grant("ec2:DescribeTags")] };

/** A module with one policy. */
const build = (...actions: string[]): Files =>
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
const more = build("ec2:DescribeTags", "ec2:RunInstances");

describe("a build that grants more than the release that is noted", () => {
  it("is refused as a patch, with the table", () => {
    expect(() => refuseMoreThanReleased("ecs-connector", "1.2.4", more, released)).toThrow(
      /^ecs-connector 1\.2\.4 grants more than 1\.2\.3, so it can't be a patch version:\n[^]*MORE[^]*ec2:RunInstances[^]*Raise the minor version, so that "~> 1\.2\.3" does not bring in these permissions\.$/,
    );
  });

  it("is refused in the same version, until the note is renewed", () => {
    expect(() => refuseMoreThanReleased("ecs-connector", "1.2.3", more, released)).toThrow(
      /^ecs-connector grants more than is recorded for version 1\.2\.3:\n[^]*MORE[^]*ec2:RunInstances[^]*\nRaise the minor version in package\.json\. If 1\.2\.3 is not published yet, record its permissions again: npx tsx tools\/data\/released-permissions\.ts$/,
    );
  });

  it.each(["1.3.0", "2.0.0", "1.3.0-rc.1", "1.1.9"])("is fine as %s", (version) => {
    expect(() => refuseMoreThanReleased("ecs-connector", version, more, released)).not.toThrow();
  });
});

it("less, the same, and a module that was never released are fine as a patch", () => {
  for (const files of [build(), build("ec2:DescribeTags")])
    expect(() => refuseMoreThanReleased("ecs-connector", "1.2.4", files, released)).not.toThrow();
  expect(releasedPermissions("gke-connector")).toBeUndefined();
  expect(() => refuseMoreThanReleased("gke-connector", "1.2.4", more)).not.toThrow();
});

it.each(MODULE_NAMES)("what %s granted in its last release is noted", (name) => {
  const note = releasedPermissions(name)!;
  expect(note.grants.length).toBeGreaterThan(100);
  const changes = differenceOf(note.grants, grantsOf(moduleFiles(name)));
  // In the version that is noted, nothing may differ: what changes is seen in review, as a change of the note.
  if (note.version === projectVersion()) expect(changes).toEqual([]);
  else
    expect(() => refuseMoreThanReleased(name, projectVersion(), moduleFiles(name))).not.toThrow();
});

it("modules build and package refuse it, and write nothing", async () => {
  const project = copyProject(join(tempDir("project-"), "copy"));
  for (const part of ["cli", "docs", "README.md", "CHANGELOG.md", "LICENSE"])
    cpSync(join(PROJECT_ROOT, part), join(project, part), { recursive: true });
  const note = join(project, relative(PROJECT_ROOT, releasedFile("ecs-connector")));
  const { version, grants } = releasedPermissions("ecs-connector")!;
  const less = grants.filter(({ action }) => action !== "ec2:DescribeInstances");
  expect(less.length).toBeLessThan(grants.length);
  writeFileSync(note, JSON.stringify({ version, grants: less }));
  for (const command of ["build", "package"]) {
    const args = ["modules", command, "-m", "ecs-connector", "-o", join(project, "out")];
    const result = await run(process.execPath, ["cli/apono-connector.js", ...args], {
      cwd: project,
    });
    expect(result).toMatchObject({ code: 1, stdout: "" });
    expect(result.stderr).toContain(
      `ecs-connector grants more than is recorded for version ${version}:`,
    );
    expect(result.stderr).toContain("ec2:DescribeInstances");
    expect(existsSync(join(project, "out"))).toBe(false);
  }
});
