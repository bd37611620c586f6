import { chmodSync, existsSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { NODE_VERSIONS, findNode, type NodeMajor } from "../../kit/node-versions";
import { cleanUp, run, tempDir } from "../../kit/processes";

afterAll(cleanUp);

/** A folder whose `node` tells a version. */
function nodeThatTells(version: string): string {
  const folder = tempDir("node-");
  const node = join(folder, "node");
  writeFileSync(node, `#!/bin/sh\necho v${version}\n`);
  chmodSync(node, 0o755);
  return folder;
}

it("is the running one, before others on the PATH", async () => {
  const running = join(nodeThatTells("22.1.0"), "node");
  const searchPath = nodeThatTells("22.2.0");
  expect(await findNode(22, { running, searchPath })).toMatchObject({
    version: "22.1.0",
    binary: running,
  });
});

it("is the first of its major on the PATH", async () => {
  const [other, wanted] = [nodeThatTells("20.1.0"), nodeThatTells("24.2.0")];
  const searchPath = ["", other, wanted].join(delimiter);
  expect(await findNode(24, { running: join(other, "node"), searchPath })).toEqual({
    version: "24.2.0",
    binary: join(wanted, "node"),
    folder: wanted,
  });
});

it("is installed from npm's package, once; its folder on the PATH makes npm run on it", async () => {
  const other: NodeMajor = process.version.startsWith("v22.") ? 24 : 22;
  const found = await findNode(other, { searchPath: "" });
  expect(found.version).toBe(NODE_VERSIONS[other]);
  const { stdout } = await run("npm", ["version", "--json"], {
    env: { PATH: [found.folder, process.env.PATH].join(delimiter) },
    check: true,
  });
  expect(JSON.parse(stdout)).toMatchObject({ node: NODE_VERSIONS[other] });
}, 180_000);

it("says what to do where npm's registry can't be reached, and leaves nothing that looks whole", async () => {
  const npmrc = join(tempDir("npmrc-"), "npmrc");
  const cache = tempDir("cache-");
  writeFileSync(npmrc, `registry=http://127.0.0.1:1/\nfetch-retries=0\ncache=${tempDir("npm-")}\n`);
  const before = { ...process.env };
  process.env.NPM_CONFIG_USERCONFIG = npmrc;
  delete process.env.npm_config_registry;
  try {
    const looked = findNode(24, { running: "", searchPath: "", cache });
    await expect(looked).rejects.toThrow(
      /^Node 24\.21\.0 could not be installed from npm's package node-.*\n[^]*Put a Node 24 on the PATH, or make npm's registry reachable, and try again\.$/,
    );
  } finally {
    process.env = before;
  }
  const folder = join(cache, `node-24.21.0-${process.platform}-${process.arch}`);
  expect(existsSync(join(folder, "complete"))).toBe(false);
});
