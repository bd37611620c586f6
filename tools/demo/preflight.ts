import {
  engineBinary,
  engineRegistry,
  engineTitle,
  isOpenTofu,
} from "../../test/kit/engines/current";
import { run } from "../../test/kit/processes";
import { hasProvider } from "../../test/kit/provider-plugins";

/** The first version with write-only arguments, in both engines. */
const MINIMUM = [1, 11] as const;

/** Replaceable for tests. */
export interface Preflight {
  readonly env?: NodeJS.ProcessEnv;
  readonly hasProvider?: (source: string) => Promise<boolean>;
}

/**
 * Checks that Terraform or OpenTofu and its AWS provider are available.
 *
 * @throws Error with what is missing and how to install it
 */
export async function requireTools(given: Preflight = {}): Promise<void> {
  const { env = process.env } = given;
  const binary = engineBinary(env);
  const title = engineTitle(env);
  const result = await run(binary, ["version", "-json"], {
    env: { PATH: env["PATH"], CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined },
  }).catch(() => undefined);
  if (result?.code !== 0) {
    throw new Error(
      `${binary} is not on the PATH. Install ${title} ${MINIMUM.join(".")} or newer: ` +
        (isOpenTofu(env)
          ? "https://opentofu.org/docs/intro/install"
          : "https://developer.hashicorp.com/terraform/install"),
    );
  }
  const { terraform_version: version } = JSON.parse(result.stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw new Error(
      `${title} ${version} is too old: ${MINIMUM.join(".")} or newer is needed. docs/engines.md lists the tested versions.`,
    );
  }
  if (!(await (given.hasProvider ?? hasProvider)("hashicorp/aws"))) {
    throw new Error(
      `the provider hashicorp/aws is not available from a mirror or from ${engineRegistry(env)}. ` +
        `Connect to the registry, or set TF_PLUGIN_MIRROR to a folder created with \`${binary} providers mirror\`.`,
    );
  }
}
