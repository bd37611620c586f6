import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { FORMAT_NAMES } from "../../../cli/validate/format/names";
import { cleanUp, tempDir } from "../../kit/processes";
import { runCli } from "../../support/cli";
import { MARK, FLOWS } from "../../support/secret-flows";

jest.setTimeout(300_000);
afterAll(cleanUp);

it.each(FORMAT_NAMES)(
  "%s shows no secret that Terraform's verdict quotes or stands beside",
  async (format) => {
    const folder = tempDir("secret-flows-");
    for (const [at, [, files]] of Object.entries(FLOWS).entries())
      for (const [name, text] of Object.entries(files)) {
        const file = join(folder, String(at), name);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
    const { code, out, err } = await runCli(["validate", "--format", format, folder], {
      env: process.env,
    });
    expect(code).toBe(1);
    expect(out).toContain("terraform");
    const lines = (out + err).split("\n").filter((line) => line.toLowerCase().includes(MARK));
    // How many, and not which: they would show it.
    expect(lines.length).toBe(0);
  },
);
