import type { Aws } from "../aws/client";
import { AwsFailure } from "../aws/failure";
import { type Credentials, hasKeys } from "../aws/settings";
import { noCredentials } from "./credentials";
import { type Result, ok, problem, warning } from "./results";
import { awsErrorResult } from "./aws-error-result";
import type { Env } from "../terminal/io";

/** The AWS identity in use, and the region. */
export interface Caller {
  /** 12 digits. */
  readonly accountId: string;
  /** `aws`, `aws-us-gov`, `aws-cn`, … */
  readonly partition: string;
  readonly arn: string;
  readonly region: string;
}

/** Where credentials and region come from. */
export interface CallerOptions {
  readonly env: Env;
  readonly profile?: string;
  readonly region?: string;
}

/**
 * Checks credentials, region and account. `caller` is undefined if one of them is missing: then no other AWS check can
 * run.
 */
export async function checkCallerIdentity(
  aws: Aws,
  options: CallerOptions,
): Promise<{ readonly results: Result[]; readonly caller?: Caller }> {
  const credentials = await checkCredentials(aws, options);
  const region = await aws.region();
  const results = [...credentials, ...checkRegion(region, options)];
  if (results.some(({ status }) => status === "problem")) return { results };
  try {
    const caller = await callerOf(aws, region!);
    return { results: [...results, ...accountResults(caller)], caller };
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    return {
      results: [...results, awsErrorResult("aws.account", "The account", error, named(options))],
    };
  }
}

/** Calls sts:GetCallerIdentity. @throws AwsFailure if that fails */
export async function callerOf(aws: Aws, region: string): Promise<Caller> {
  const { Account, Arn = "" } = await aws.call("sts:GetCallerIdentity", {});
  return { accountId: Account!, partition: Arn.split(":")[1] ?? "aws", arn: Arn, region };
}

const named = ({ profile, env }: CallerOptions) => profile ?? (env["AWS_PROFILE"] || undefined);

async function checkCredentials(aws: Aws, options: CallerOptions): Promise<Result[]> {
  const { env, profile } = options;
  const results: Result[] = [];
  if (profile === undefined && hasKeys(env) && env["AWS_PROFILE"])
    results.push(
      warning(
        "aws.profile",
        `Both AWS_ACCESS_KEY_ID and AWS_PROFILE (${env["AWS_PROFILE"]}) are set: Terraform uses the keys and ignores the profile.`,
        { fix: "Unset the one you don't want." },
      ),
    );
  try {
    const credentials = await aws.credentials();
    const source = sourceOf(credentials, options);
    const { expiration } = credentials;
    const minutes =
      expiration === undefined ? Infinity : (expiration.getTime() - Date.now()) / 60_000;
    const data = { source, expires: expiration?.toISOString() ?? null };
    results.push(
      minutes < 15
        ? warning(
            "aws.credentials",
            `Credentials from ${source} expire in ${Math.max(0, Math.floor(minutes))} minutes.`,
            { fix: "Get new ones before you deploy.", data },
          )
        : ok("aws.credentials", `Credentials from ${source}.`, { data }),
    );
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    const where = named(options);
    results.push(
      problem(
        "aws.credentials",
        where === undefined
          ? "There are no AWS credentials."
          : `The profile ${where} has no AWS credentials.`,
        {
          ...noCredentials(error, where),
          data: { failure: "credentials", code: error.code },
        },
      ),
    );
  }
  return results;
}

/** The SDK's names for the sources of credentials, in words. */
const SOURCES: readonly (readonly [feature: string, words: string])[] = [
  ["CREDENTIALS_ENV_VARS", "the environment (AWS_ACCESS_KEY_ID)"],
  ["CREDENTIALS_PROFILE_SSO", "IAM Identity Center"],
  ["CREDENTIALS_SSO", "IAM Identity Center"],
  ["CREDENTIALS_ENV_VARS_STS_WEB_ID_TOKEN", "a web identity token (AWS_WEB_IDENTITY_TOKEN_FILE)"],
  ["CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "a web identity token"],
  ["CREDENTIALS_STS_ASSUME_ROLE", "an assumed role"],
  ["CREDENTIALS_PROFILE_PROCESS", "a credential process"],
  ["CREDENTIALS_LOGIN", "aws login"],
  ["CREDENTIALS_HTTP", "the container"],
  ["CREDENTIALS_IMDS", "the EC2 instance"],
  ["CREDENTIALS_PROFILE", "keys"],
];

function sourceOf({ $source = {} }: Credentials, options: CallerOptions): string {
  const words = SOURCES.find(([feature]) => feature in $source)?.[1];
  const isProfile = Object.keys($source).some((feature) => feature.includes("PROFILE"));
  if (!isProfile) return words ?? "the machine";
  return `the profile ${named(options) ?? "default"} (${words ?? "keys"})`;
}

/** https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html, and eusc-de-east-1 */
const REGION = /^[a-z]{2,4}(-[a-z]+)+-\d{1,2}$/;

function checkRegion(region: string | undefined, options: CallerOptions): Result[] {
  const { env } = options;
  if (region === undefined)
    return [
      problem("aws.region", "No AWS region is set.", {
        fix: "Export AWS_REGION, such as AWS_REGION=eu-central-1.",
      }),
    ];
  const source =
    (options.region !== undefined && "--region") ||
    (env["AWS_REGION"] && "AWS_REGION") ||
    (env["AWS_DEFAULT_REGION"] && "AWS_DEFAULT_REGION") ||
    `the profile ${named(options) ?? "default"}`;
  const data = { region, source };
  return REGION.test(region)
    ? [ok("aws.region", `Region ${region}, from ${source}.`, { data })]
    : [
        problem(
          "aws.region",
          `${JSON.stringify(region)} (from ${source}) is not a valid AWS region.`,
          {
            fix: "Give a region code such as eu-central-1.",
            data,
          },
        ),
      ];
}

function accountResults({ accountId, partition, arn }: Caller): Result[] {
  const data = { accountId, partition, arn };
  const summary = `Account ${accountId}, partition ${partition}, as ${arn}.`;
  return [
    arn.endsWith(":root")
      ? warning("aws.account", summary, {
          detail: ["These are keys of the account's root user."],
          fix: "Use a role or a user: https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html",
          data,
        })
      : ok("aws.account", summary, { data }),
  ];
}
