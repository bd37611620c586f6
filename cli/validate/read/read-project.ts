import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildModule } from "../../../modules";
import { failure } from "../../terminal/errors";
import type { Io } from "../../terminal/io";
import { inTempFolder } from "../../files/temp-folder";
import { MODULE_NAMES } from "../../../modules/module-names";
import { PROJECT_ROOT, isCheckout } from "../../project";
import { noProject } from "../errors";
import type { Module } from "../../terraform/configuration";
import { SourceFiles } from "../source-files";
import { readModule } from "./read-modules";

/**
 * The stacks and modules of this project, synthesized.
 *
 * @throws CommandFailure in the npm package, which has no stacks
 */
export async function readProject(io: Io): Promise<SourceFiles> {
  if (!isCheckout()) throw noProject();
  const texts = new Map<string, string>();
  const modules: Module[] = [];
  io.progress("synthesizing the stacks");
  for (const [name, text] of await stacks()) {
    const folder = `stacks/${name}`;
    texts.set(`${folder}/cdk.tf.json`, text);
    modules.push(await readModule(folder, { "cdk.tf.json": text }, "root"));
  }
  for (const name of MODULE_NAMES) {
    io.progress(`building ${name}`);
    const folder = `modules/${name}`;
    const files = Object.fromEntries(
      Object.entries(buildModule(name).toFiles()).map(([file, content]) => [
        file,
        `${JSON.stringify(content, null, 2)}\n`,
      ]),
    );
    for (const [file, text] of Object.entries(files)) texts.set(`${folder}/${file}`, text);
    modules.push(await readModule(folder, files, "module"));
  }
  io.progress("");
  return new SourceFiles({ modules, plans: [], variableFiles: [] }, texts);
}

/** Synthesizes the stacks without the cdktf CLI. */
async function stacks(): Promise<[name: string, text: string][]> {
  return inTempFolder("apono-validate-", async (folder, signal) => {
    await promisify(execFile)(process.execPath, ["synth.js"], {
      cwd: PROJECT_ROOT,
      env: { ...process.env, CDKTF_OUTDIR: folder },
      signal,
      killSignal: "SIGKILL",
    }).catch((error: { readonly stderr?: string; readonly message: string }) => {
      throw failure(`The stacks can't be synthesized: ${error.stderr?.trim() || error.message}`);
    });
    const made = join(folder, "stacks");
    return readdirSync(made)
      .sort()
      .map((name) => [name, readFileSync(join(made, name, "cdk.tf.json"), "utf8")]);
  });
}
