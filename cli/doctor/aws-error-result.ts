import { AwsFailure } from "../aws/failure";
import { credentialsFix } from "./credentials";
import { type Result, type ResultId, problem, unknown } from "./results";

/** The result of a check whose AWS call failed. A missing permission never counts as a missing resource. */
export function awsErrorResult(
  id: ResultId,
  what: string,
  failure: AwsFailure,
  profile?: string,
): Result {
  const { kind, action, code, message, host } = failure;
  const data = { failure: kind, action, code };
  switch (kind) {
    case "denied":
      return denied(id, what, failure);
    case "unreachable":
      return problem(id, `${what}: no answer from ${host ?? "AWS"} (${code}).`, {
        detail: [message],
        fix: unreachableFix(failure),
        data,
      });
    case "credentials":
      return problem(id, `${what}: ${credentialsFault(code)}`, {
        detail: [message],
        fix: credentialsFix(failure, profile),
        data,
      });
    case "throttled":
      return unknown(id, `${what}: AWS throttled every attempt of ${action} (${code}).`, {
        fix: "Run it again in a minute, or when fewer calls are made in the account.",
        data,
      });
    case "other":
      return unknown(id, `${what}: AWS answered ${action} with ${code}.`, {
        detail: [message],
        data,
      });
  }
}

/** The SDK's own error says that it found none; the others are AWS's. */
const credentialsFault = (code: string) =>
  code === "CredentialsProviderError"
    ? "there are no AWS credentials."
    : `AWS rejects the credentials (${code}).`;

/** Runs a check. If an AWS call fails, that is the result. */
export async function catchAwsError(
  id: ResultId,
  what: string,
  check: () => Promise<readonly Result[]>,
): Promise<readonly Result[]> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof AwsFailure) return [awsErrorResult(id, what, error)];
    throw error;
  }
}

/**
 * The principal, as every access denied message names it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
const PRINCIPAL = /\barn:aws[a-z-]*:(?:iam|sts)::\d{12}:\S+?(?=[\s,.]|$)/;
const EXPLICIT_DENY = /explicit deny(?: in an? ([a-z- ]+?policy|permissions boundary))?/i;

function denied(id: ResultId, what: string, { action, code, message }: AwsFailure): Result {
  const principal = PRINCIPAL.exec(message)?.[0];
  const statement = { Effect: "Allow", Action: action, Resource: "*" };
  const deny = EXPLICIT_DENY.exec(message);
  const fix =
    deny === null
      ? `Add to the caller's permissions: ${JSON.stringify(statement)}`
      : `An explicit deny blocks it (${deny[1] ?? "in a policy"}), and no allow statement overrides that: ask the owner of that policy.`;
  return unknown(
    id,
    `${what}: not checked, because ${principal ?? "the caller"} is not allowed to call ${action}.`,
    {
      detail: ["This does not say whether it exists."],
      fix,
      data: { failure: "denied", action, code, principal: principal ?? null, statement },
    },
  );
}

function unreachableFix({ code, host }: AwsFailure): string {
  if (/CERT|UNABLE_TO|TLS|SSL/.test(code))
    return "A proxy or firewall presents its own certificate: set AWS_CA_BUNDLE to the file with its CA certificate.";
  if (process.env["HTTPS_PROXY"] ?? process.env["https_proxy"])
    return "HTTPS_PROXY is set, but this command does not use it: run it where AWS can be reached directly.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return (
      `The host name does not resolve: correct the region (--region, AWS_REGION) or the endpoint ${host ?? ""}`.trim() +
      ", or check DNS."
    );
  return "Check the network, any proxy or firewall in between, and AWS_ENDPOINT_URL if it is set.";
}
