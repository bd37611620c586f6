import { rmSync } from "node:fs";
import { join } from "node:path";
import { writeModule } from "../../../../../cli/registry/build/write-module";
import { cleanUp, tempDir } from "../../../../kit/processes";
import { runCli } from "../../../../support/cli";

afterAll(cleanUp);

it.each([
  [[], "aws"],
  [["--region", "eu-central-1"], "aws"],
  [["--region", "us-gov-west-1"], "aws-us-gov"],
  [["--region", "cn-north-1"], "aws-cn"],
  [["--region", "cn-north-1", "--partition", "aws-cn"], "aws-cn"],
  [["--partition", "aws-us-gov"], "aws-us-gov"],
])("permissions %j is of the partition %s", async (args, partition) => {
  const { code, out } = await runCli(["permissions", ...args, "--format", "json"]);
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ partition });
  expect(out).toContain(`arn:${partition}:`);
});

it("refuses a region of another partition", async () => {
  const args = ["permissions", "--partition", "aws", "--region", "us-gov-west-1"];
  expect(await runCli(args)).toEqual({
    code: 2,
    out: "",
    err: "--region us-gov-west-1 is in the partition aws-us-gov, not in aws. Remove --partition, or correct one of them.",
  });
});

it("shows the report where it is written to -", async () => {
  const shown = await runCli(["permissions"]);
  expect(await runCli(["permissions", "-o", "-"])).toEqual(shown);
});

it("diff compares builds of one module only", async () => {
  const folder = tempDir();
  const ecs = writeModule("ecs-connector", join(folder, "ecs"));
  const eks = writeModule("eks-connector", join(folder, "eks"));
  const { code, out, err } = await runCli(["permissions", "diff", ecs, eks]);
  expect([code, out]).toEqual([2, ""]);
  expect(err).toBe(
    `${ecs} is a build of ecs-connector, ${eks} is a build of eks-connector: their permissions can't be compared. Give two builds of the same module.`,
  );
  expect((await runCli(["permissions", "diff", ecs, ecs])).code).toBe(0);
  rmSync(folder, { recursive: true });
});
