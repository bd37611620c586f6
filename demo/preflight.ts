import { run } from "../sandbox/processes";
import { hasProvider } from "../sandbox/provider-plugins";

/** Write-only arguments came with it. */
const MINIMUM = [1, 11] as const;

/**
 * Makes sure that Terraform can run, before anything is started.
 *
 * @throws Error that says what is missing and how to get it
 */
export async function requireTools(): Promise<void> {
  const binary = process.env["TERRAFORM_BINARY_NAME"] ?? "terraform";
  const answer = await run(binary, ["version", "-json"], {
    env: { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined },
  }).catch(() => undefined);
  if (answer?.code !== 0) {
    throw new Error(
      `there is no ${binary} on the PATH. Install Terraform ${MINIMUM.join(".")} or newer: ` +
        "https://developer.hashicorp.com/terraform/install",
    );
  }
  const { terraform_version: version } = JSON.parse(answer.stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw new Error(
      `Terraform is ${version}, and ${MINIMUM.join(".")} or newer is needed (.terraform-version has the one that the tests use).`,
    );
  }
  if (!(await hasProvider("hashicorp/aws"))) {
    throw new Error(
      "the provider hashicorp/aws is neither in a plugin mirror of this machine nor to be had from registry.terraform.io. " +
        "Connect to the registry, or set TF_PLUGIN_MIRROR to a folder made by `terraform providers mirror`.",
    );
  }
}
