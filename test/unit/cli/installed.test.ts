import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { PROJECT } from "../../support/project-copy";

afterAll(cleanUp);
jest.setTimeout(180_000);

it("the packed command finds cdktf where npm has put it beside", async () => {
  const folder = tempDir("installed-");
  const packages = join(folder, "node_modules");
  mkdirSync(packages);
  for (const name of readdirSync(join(PROJECT, "node_modules")))
    if (!name.startsWith("."))
      symlinkSync(join(PROJECT, "node_modules", name), join(packages, name));
  await run("npm", ["pack", "--pack-destination", folder], { cwd: PROJECT, check: true });
  const archive = readdirSync(folder).find((name) => name.endsWith(".tgz"))!;
  await run("tar", ["-xzf", join(folder, archive), "-C", folder], { check: true });
  await run("mv", [join(folder, "package"), join(packages, "apono-connector")], { check: true });

  const command = join(packages, "apono-connector", "cli", "apono-connector.js");
  const { stdout } = await run(process.execPath, [command, "doctor", "-f", "json"], {
    cwd: folder,
    env: {
      AWS_ACCESS_KEY_ID: "a",
      AWS_SECRET_ACCESS_KEY: "b",
      AWS_REGION: "",
      HTTPS_PROXY: "http://127.0.0.1:1",
    },
  });
  const { results } = JSON.parse(stdout) as { results: { id: string; status: string }[] };
  expect(results.find(({ id }) => id === "tools.cdktf")).toMatchObject({ status: "ok" });
});
