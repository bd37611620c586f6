import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, run, tempDir } from "../../../kit/processes";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);
jest.setTimeout(180_000);

const cli = join(PROJECT, "cli", "apono-connector.js");

it.each([
  [["modules", "build", "-o", "../out"]],
  [["modules", "package", "-o", "../out"]],
  [["permissions", "-f", "json", "-o", "../out.json"]],
  [["validate"]],
])(
  "%j leaves nothing in the folder that it runs in, and nothing in that for temporary files",
  async (args) => {
    const folder = tempDir("run-");
    const [cwd, TMPDIR] = [join(folder, "cwd"), join(folder, "tmp")];
    for (const each of [cwd, TMPDIR, join(folder, "out")]) mkdirSync(each);
    const { code, stderr } = await run(process.execPath, [cli, ...args], { cwd, env: { TMPDIR } });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect([readdirSync(cwd), readdirSync(TMPDIR)]).toEqual([[], []]);
  },
);
