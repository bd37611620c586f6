import { unusable } from "../terminal/errors";
import { readWithin } from "../files/read-within";

type Env = Readonly<Record<string, string | undefined>>;

/** Where AWS is asked, and as whom. */
export interface AwsSettings {
  readonly env: Env;
  /** @default - AWS_PROFILE, else `default` */
  readonly profile?: string;
  /** @default - AWS_REGION, AWS_DEFAULT_REGION, else the profile's */
  readonly region?: string;
}

/** Services that variables name in another way. https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html */
const SERVICE_IDS: Readonly<Record<string, string>> = {
  logs: "CLOUDWATCH_LOGS",
  secretsmanager: "SECRETS_MANAGER",
};

/** A service's own endpoint, else the general one; undefined for AWS's. https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html */
export function endpointOf(service: string, env: Env): string | undefined {
  if (env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true") return undefined;
  const name = SERVICE_IDS[service] ?? service.toUpperCase();
  return env[`AWS_ENDPOINT_URL_${name}`] || env["AWS_ENDPOINT_URL"] || undefined;
}

/** Whether the environment has keys, which Terraform's provider takes before any profile of the environment. */
export const hasKeys = (env: Env): boolean =>
  Boolean(env["AWS_ACCESS_KEY_ID"]) && Boolean(env["AWS_SECRET_ACCESS_KEY"]);

/** The SDK warns of keys beside a profile that an option names; the doctor says itself where credentials come from. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
function ignore(): void {}

/** As Terraform's AWS provider would have it, where the SDK's own way differs. */
export function clientSettings(service: string, { env, profile, region }: AwsSettings) {
  const keys =
    profile === undefined && hasKeys(env)
      ? {
          accessKeyId: env["AWS_ACCESS_KEY_ID"]!,
          secretAccessKey: env["AWS_SECRET_ACCESS_KEY"]!,
          sessionToken: env["AWS_SESSION_TOKEN"] || undefined,
          $source: { CREDENTIALS_ENV_VARS: "g" },
        }
      : undefined;
  return {
    profile,
    logger: SILENT,
    endpoint: endpointOf(service, env),
    region: region ?? (env["AWS_REGION"] || env["AWS_DEFAULT_REGION"] || undefined),
    credentials: keys,
    requestHandler: {
      connectionTimeout: 5000,
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
      httpsAgent: { ca: certificateAuthorities(env) },
    },
  };
}

/** Terraform takes AWS_CA_BUNDLE, and the SDK for Node does not. */
function certificateAuthorities(env: Env): Buffer | undefined {
  const file = env["AWS_CA_BUNDLE"];
  if (file === undefined || file === "") return undefined;
  try {
    return readWithin(file);
  } catch (error) {
    throw unusable(
      `AWS_CA_BUNDLE names ${file}, which can't be read: ${(error as Error).message}. Correct or unset it.`,
    );
  }
}
