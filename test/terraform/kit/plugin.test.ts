import { cpSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { installStandIns } from "../../kit/schema-only-provider/install";

jest.setTimeout(600_000); // the plugin may have to be built
afterAll(cleanUp);

const PLUGIN = join(PROJECT_ROOT, "test", "kit", "schema-only-provider", "plugin");

it("passes Go's own tests, checks and formatting", async () => {
  const go = (...args: string[]) => run("go", args, { cwd: PLUGIN, check: true });
  await go("vet", "./...");
  await go("test", "./...");
  expect((await run("gofmt", ["-l", "."], { cwd: PLUGIN, check: true })).stdout).toBe("");
});

it("does not start without a schema beside it", async () => {
  const mirror = await installStandIns(["helm"]);
  const [binary] = (
    await run("find", [mirror, "-name", "terraform-provider-helm_v*"])
  ).stdout.split("\n");
  const alone = join(tempDir("alone-"), "plugin");
  cpSync(binary ?? "", alone);
  const { code, stderr } = await run(alone);
  expect([code, stderr]).toEqual([1, `schema stand-in: there is no schema.json beside ${alone}\n`]);
});

it("says what to do where there is no Go", async () => {
  const path = process.env.PATH;
  process.env.PATH = tempDir("no-go-");
  try {
    await expect(installStandIns(["helm"], tempDir("cache-"))).rejects.toThrow(
      /^schema-stand-in could not be built: .*Install Go \(https:\/\/go.dev\/dl\)/s,
    );
  } finally {
    process.env.PATH = path;
  }
});

it("makes one mirror for everybody who asks at the same time", async () => {
  const asked = await Promise.all([1, 2, 3].map(() => installStandIns(["kubernetes", "helm"])));
  expect(new Set([...asked, await installStandIns(["helm", "kubernetes", "helm"])]).size).toBe(1);
});
