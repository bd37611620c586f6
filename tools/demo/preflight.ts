import {
  engineBinary,
  engineRegistry,
  engineTitle,
  isOpenTofu,
} from "../../test/kit/engines/current";
import { run } from "../../test/kit/processes";
import { hasProvider } from "../../test/kit/provider-plugins";

/** Write-only arguments came with it, in both engines. */
const MINIMUM = [1, 11] as const;

/** What is looked at; the tests have their own. */
export interface Preflight {
  readonly env?: NodeJS.ProcessEnv;
  readonly hasProvider?: (source: string) => Promise<boolean>;
}

/**
 * Makes sure that Terraform or OpenTofu can run, before anything is started.
 *
 * @throws Error that says what is missing and how to get it
 */
export async function requireTools(given: Preflight = {}): Promise<void> {
  const { env = process.env } = given;
  const binary = engineBinary(env);
  const title = engineTitle(env);
  const answer = await run(binary, ["version", "-json"], {
    env: { PATH: env["PATH"], CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: undefined },
  }).catch(() => undefined);
  if (answer?.code !== 0) {
    throw new Error(
      `there is no ${binary} on the PATH. Install ${title} ${MINIMUM.join(".")} or newer: ` +
        (isOpenTofu(env)
          ? "https://opentofu.org/docs/intro/install"
          : "https://developer.hashicorp.com/terraform/install"),
    );
  }
  const { terraform_version: version } = JSON.parse(answer.stdout) as { terraform_version: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
    throw new Error(
      `${title} is ${version}, and ${MINIMUM.join(".")} or newer is needed (docs/engines.md has what the tests use).`,
    );
  }
  if (!(await (given.hasProvider ?? hasProvider)("hashicorp/aws"))) {
    throw new Error(
      `the provider hashicorp/aws is neither in a plugin mirror of this machine nor to be had from ${engineRegistry(env)}. ` +
        `Connect to the registry, or set TF_PLUGIN_MIRROR to a folder made by \`${binary} providers mirror\`.`,
    );
  }
}
