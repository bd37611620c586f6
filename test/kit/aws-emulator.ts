import { devNull } from "node:os";
import { join } from "node:path";
import { findMoto } from "./moto-install";
import { startServer, type Env } from "./processes";

export { MOTO_VERSION } from "./moto-install";

/** The account that the emulator's keys belong to unless another is asked for. */
export const DEFAULT_ACCOUNT_ID = "123456789012";

/** moto's server with service-managed StackSets. */
const ORGANIZATIONS_SERVER = join(__dirname, "moto", "organizations_server.py");

/** The region of {@link AwsEmulator.env}. */
export const EMULATOR_REGION = "us-east-1";

export interface AwsEmulatorOptions {
  /** Account of callers with ordinary keys. @default DEFAULT_ACCOUNT_ID */
  readonly accountId?: string;
  /**
   * Several accounts, each with what was made in it: keys belong to the account whose role they were got for. With
   * service-managed StackSets as AWS has them, which moto lacks; see `moto/organizations_server.py`. Ordinary keys
   * belong to {@link DEFAULT_ACCOUNT_ID}, whatever `accountId` says. @default false
   */
  readonly organizations?: boolean;
}

/** The AWS API on loopback (moto): what is made in it lives in its memory only. */
export interface AwsEmulator {
  /** URL without a slash at its end. */
  readonly endpoint: string;
  readonly port: number;
  readonly accountId: string;
  /** Points the AWS provider, the SDKs and the AWS CLI at the emulator, and at nothing else. */
  readonly env: Env;
  /** Forgets everything that was made. */
  reset(): Promise<void>;
  /** The server's last lines of output. */
  output(lines?: number): string;
  stop(): Promise<void>;
}

/**
 * Starts an emulator of its own on a free port of 127.0.0.1 (about two seconds), with IAM's AWS
 * managed policies in it.
 *
 * @throws Error with the server's last lines when it does not start.
 */
export async function startAwsEmulator(options: AwsEmulatorOptions = {}): Promise<AwsEmulator> {
  const { organizations = false } = options;
  const accountId = organizations ? DEFAULT_ACCOUNT_ID : (options.accountId ?? DEFAULT_ACCOUNT_ID);
  const moto = await findMoto();
  const args = organizations ? [ORGANIZATIONS_SERVER] : moto.args;
  const server = await startServer(
    moto.command,
    // Port 0: the server chooses, so that two emulators never want the same one.
    [...args, "-H", "127.0.0.1", "-p", "0"],
    {
      name: "The AWS emulator (moto)",
      env: {
        // Where it is set, all keys belong to that account.
        MOTO_ACCOUNT_ID: organizations ? undefined : accountId,
        MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
        MOTO_PORT: undefined,
        PYTHONUNBUFFERED: "1",
        PYTHONWARNINGS: "ignore",
      },
      ready: async (output) => {
        const port = portIn(output);
        return port !== undefined && (await answers(`http://127.0.0.1:${port}/moto-api/data.json`));
      },
    },
  );
  const port = portIn(server.output(1000));
  if (port === undefined) throw new Error(`The AWS emulator named no port:\n${server.output()}`);
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    port,
    accountId,
    env: emulatorEnv(endpoint),
    output: (lines) => server.output(lines),
    stop: async () => {
      await server.stop();
      const broken = brokenAnswers(server.output(10_000));
      if (broken.length > 0)
        console.warn(["The AWS emulator itself failed:", ...broken].join("\n  "));
    },
    reset: async () => {
      const response = await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
      if (!response.ok) throw new Error(`The AWS emulator's reset answered ${response.status}.`);
    },
  };
}

/** The same for a client of the AWS SDK. */
export const clientConfig = (endpoint: string) => ({
  endpoint,
  region: EMULATOR_REGION,
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
});

/**
 * The environment that points AWS clients at an endpoint: the emulator's, or that of a proxy before
 * it. Whatever else could lead a client to a real account is taken away.
 */
export function emulatorEnv(endpoint: string): Env {
  // One service's own endpoint would win over the general one.
  const ownEndpoints = Object.keys(process.env).filter((name) =>
    name.startsWith("AWS_ENDPOINT_URL_"),
  );
  return {
    ...Object.fromEntries(ownEndpoints.map((name) => [name, undefined])),
    AWS_ENDPOINT_URL: endpoint,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: undefined,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_SESSION_TOKEN: undefined,
    AWS_REGION: EMULATOR_REGION,
    AWS_DEFAULT_REGION: EMULATOR_REGION,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PROFILE: undefined,
    AWS_DEFAULT_PROFILE: undefined,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_ROLE_ARN: undefined,
    AWS_WEB_IDENTITY_TOKEN_FILE: undefined,
    AWS_CONTAINER_CREDENTIALS_FULL_URI: undefined,
    AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: undefined,
  };
}

/**
 * Calls that the emulator answered with a failure of its own, by its log. An SDK tries those again, and what is told of the
 * second attempt (such as that a role exists already) hides the first one.
 */
function brokenAnswers(output: string): string[] {
  return output
    .split("\n")
    .filter((line) => /" 50[0234] |^(?:\w+\.)*\w*(?:Error|Exception): /.test(line));
}

function portIn(output: string): number | undefined {
  const port = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1];
  return port === undefined ? undefined : Number(port);
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(5000) })).ok;
  } catch {
    return false;
  }
}
