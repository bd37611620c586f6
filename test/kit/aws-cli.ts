import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installOnce } from "./install-once";
import { CACHE_FOLDER } from "./paths";
import { run, tempDir } from "./processes";

/** The version that is installed where there is none. */
const AWS_CLI_VERSION = "1.45.11";

/**
 * The folder of the AWS CLI: the one on the PATH, else one in a virtual environment of this project, which is made
 * (from PyPI) where there is none yet.
 */
export async function findAwsCli(): Promise<string> {
  const onPath = (process.env["PATH"] ?? "")
    .split(delimiter)
    .find((folder) => folder !== "" && existsSync(join(folder, "aws")));
  if (onPath !== undefined) return onPath;
  const folder = join(CACHE_FOLDER, `aws-cli-${AWS_CLI_VERSION}`);
  await installOnce(folder, async () => {
    await run("python3", ["-m", "venv", folder], { check: true });
    await run(
      join(folder, "bin", "python"),
      ["-m", "pip", "install", "--quiet", `awscli==${AWS_CLI_VERSION}`],
      { check: true, env: { TMPDIR: tempDir("pip-") } },
    );
  });
  return join(folder, "bin");
}
