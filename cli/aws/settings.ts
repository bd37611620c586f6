import { cannotRun } from "../terminal/errors";
import { readWithin } from "../files/read-within";
import type { Env } from "../terminal/io";

/** Credentials as the SDK returns them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  /** SDK features that provided the credentials, such as `CREDENTIALS_PROFILE_SSO`. */
  readonly $source?: Readonly<Record<string, string>>;
}

/** Credentials, region and endpoints of AWS calls. */
export interface AwsSettings {
  readonly env: Env;
  /** @default - AWS_PROFILE, else `default` */
  readonly profile?: string;
  /** @default - AWS_REGION, AWS_DEFAULT_REGION, else the profile's */
  readonly region?: string;
  /** Instead of those of the profile or the environment. */
  readonly credentials?: () => Promise<Credentials>;
}

/**
 * Services whose endpoint variable does not have their usual name.
 * https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
 */
const SERVICE_IDS: Readonly<Record<string, string>> = {
  logs: "CLOUDWATCH_LOGS",
  secretsmanager: "SECRETS_MANAGER",
};

/**
 * The endpoint set for a service, else the one set for all services; undefined for AWS's own.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointOf(service: string, env: Env): string | undefined {
  if (env["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] === "true") return undefined;
  const name = SERVICE_IDS[service] ?? service.toUpperCase();
  return env[`AWS_ENDPOINT_URL_${name}`] || env["AWS_ENDPOINT_URL"] || undefined;
}

/** Whether the environment has access keys. Terraform's provider prefers them to AWS_PROFILE. */
export const hasKeys = (env: Env): boolean =>
  Boolean(env["AWS_ACCESS_KEY_ID"]) && Boolean(env["AWS_SECRET_ACCESS_KEY"]);

/** Silences the SDK's warning about keys beside --profile: the doctor reports the credentials' source itself. */
const SILENT = { debug: ignore, info: ignore, warn: ignore, error: ignore };
function ignore(): void {}

/** Settings of an SDK client. They follow Terraform's AWS provider where the SDK differs. */
export function clientSettings(service: string, settings: AwsSettings) {
  const { env, profile, region } = settings;
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
    credentials: settings.credentials ?? keys,
    requestHandler: {
      connectionTimeout: 5000,
      requestTimeout: 20_000,
      throwOnRequestTimeout: true,
      httpsAgent: { ca: certificateAuthorities(env) },
    },
  };
}

/** Terraform reads AWS_CA_BUNDLE; the SDK for Node does not. */
function certificateAuthorities(env: Env): Buffer | undefined {
  const file = env["AWS_CA_BUNDLE"];
  if (file === undefined || file === "") return undefined;
  try {
    return readWithin(file);
  } catch (error) {
    throw cannotRun(
      `AWS_CA_BUNDLE: ${file} can't be read: ${(error as Error).message}. Correct or unset the variable.`,
    );
  }
}
