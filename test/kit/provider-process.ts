import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { engineRegistry } from "./engines/current";
import { PLATFORM, REGISTRY_HOST } from "./plugin-mirrors";
import { startServer, tempDir, type Env, type Server } from "./processes";

/**
 * AWS provider processes that stay between the commands of this process. Terraform starts a provider three times for a
 * plan, and each start costs the AWS provider more than a second of CPU (docs/adr/0030-time-of-the-tests.md).
 * https://developer.hashicorp.com/terraform/plugin/debugging#terraform-plugin-sdk-debuggable-provider
 */
interface ProviderProcess {
  readonly server: Server;
  /** The value of TF_REATTACH_PROVIDERS. */
  readonly reattach: string;
}

/** Processes that no command uses now, by binary and environment. */
const idle = new Map<string, ProviderProcess[]>();

/** Commands that start providers. `init` installs them, and must find them missing. */
const COMMANDS = new Set([
  "apply",
  "console",
  "import",
  "plan",
  "refresh",
  "show",
  "test",
  "validate",
]);

/**
 * Runs one command of Terraform against an AWS provider that stays afterwards. A provider process has one configuration at
 * a time, so each command has a process to itself, and a root with an aliased provider gets none. So does a folder where
 * no AWS provider is installed.
 *
 * @param env what the command is run with; the provider reads AWS_* from its own environment
 * @param command gets the variable to add; told whether it may have left the provider in the middle of something
 */
export async function withAwsProvider<T extends { readonly timedOut: boolean }>(
  folder: string,
  args: readonly string[],
  env: Env,
  command: (reattach: Env) => Promise<T>,
): Promise<T> {
  const binary = COMMANDS.has(args[0] ?? "") ? installedProvider(folder) : undefined;
  if (binary === undefined || hasAlias(folder)) return command({});
  const key = JSON.stringify([binary, Object.entries(env).filter(([name]) => isForProvider(name))]);
  const free = idle.get(key) ?? [];
  idle.set(key, free);
  const provider = takeRunning(free) ?? (await startProvider(binary, env));
  const result = await command({ TF_REATTACH_PROVIDERS: provider.reattach });
  if (result.timedOut) await provider.server.stop();
  else free.push(provider);
  return result;
}

function installedProvider(folder: string): string | undefined {
  const versions = join(folder, ".terraform", "providers", engineRegistry(), "hashicorp", "aws");
  for (const version of filesIn(versions)) {
    const built = join(versions, version, PLATFORM);
    const [name] = filesIn(built).filter((file) => file.startsWith("terraform-provider-aws"));
    if (name !== undefined) return join(built, name);
  }
  return undefined;
}

function hasAlias(folder: string): boolean {
  return filesIn(folder)
    .filter((file) => /\.(tf|tf\.json|tofu)$/.test(file))
    .some((file) => /"alias":|^\s*alias\s*=/m.test(readFileSync(join(folder, file), "utf8")));
}

const isForProvider = (variable: string): boolean => !/^(TF_|TMPDIR$|GOGC$)/.test(variable);

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function takeRunning(free: ProviderProcess[]): ProviderProcess | undefined {
  let provider = free.pop();
  while (provider !== undefined && !provider.server.running()) provider = free.pop();
  return provider;
}

async function startProvider(binary: string, env: Env): Promise<ProviderProcess> {
  const server = await startServer(binary, ["-debug"], {
    // With a CA bundle, the SDK refuses to be configured a second time; emulators speak plain HTTP.
    env: { ...env, AWS_CA_BUNDLE: undefined, TMPDIR: tempDir("provider-") },
    name: "the AWS provider",
    ready: (output) => REATTACH.test(output),
  });
  const [, reattach = ""] = REATTACH.exec(server.output(100)) ?? [];
  return { server, reattach: reattach.replace(REGISTRY_HOST, engineRegistry()) };
}

/** What the provider prints for the user to copy. */
const REATTACH = /TF_REATTACH_PROVIDERS='(\{.*\})'/;
