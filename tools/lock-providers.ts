// `npm run lock`: notes the newest providers that each stack may use, for all common platforms, in locks/.
// Arguments that begin with - go to `terraform providers lock` (-fs-mirror=…, -platform=… instead of all); others are stacks.
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { inTempFolder } from "../cli/files/temp-folder";
import { lockFile } from "../stacks/lock-files";

const PLATFORMS = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"];

const isOption = (argument: string) => argument.startsWith("-");
const options = process.argv.slice(2).filter(isOption);
const wanted = process.argv.slice(2).filter((argument) => !isOption(argument));
const platforms = options.some((option) => option.startsWith("-platform="))
  ? []
  : PLATFORMS.map((platform) => `-platform=${platform}`);
const binary = process.env["TERRAFORM_BINARY_NAME"] || "terraform";

void inTempFolder("apono-lock-", async (outdir) => {
  execFileSync(process.execPath, ["synth.js"], {
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: "inherit",
  });
  for (const stack of readdirSync(join(outdir, "stacks"))) {
    if (wanted.length > 0 && !wanted.includes(stack)) continue;
    const folder = join(outdir, "stacks", stack);
    const made = join(folder, ".terraform.lock.hcl");
    // What was locked before would stay.
    rmSync(made, { force: true });
    execFileSync(binary, ["providers", "lock", ...platforms, ...options], {
      cwd: folder,
      stdio: "inherit",
    });
    if (!existsSync(made)) throw new Error(`${binary} locked nothing for ${stack}.`);
    const kept = lockFile(stack, binary);
    mkdirSync(dirname(kept), { recursive: true });
    copyFileSync(made, kept);
    console.log(`wrote ${kept}`);
  }
});
