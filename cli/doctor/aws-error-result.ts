import { AwsFailure } from "../aws/failure";
import { credentialsFix } from "./credentials";
import { type Result, type ResultId, problem, unknown } from "./results";

/** What a failed question comes to: a missing permission never counts as absence. */
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
      return problem(id, `${what}: AWS takes no such credentials (${code}).`, {
        detail: [message],
        fix: credentialsFix(failure, profile),
        data,
      });
    case "throttled":
      return unknown(id, `${what}: AWS throttled every try of ${action} (${code}).`, {
        fix: "Run it again in a minute, or when less is going on in the account.",
        data,
      });
    case "other":
      return unknown(id, `${what}: AWS answered ${action} with ${code}.`, {
        detail: [message],
        data,
      });
  }
}

/** Runs a check; a question that AWS does not answer becomes its result. */
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

/** What IAM says in every such message. https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html */
const PRINCIPAL = /\barn:aws[a-z-]*:(?:iam|sts)::\d{12}:\S+?(?=[\s,.]|$)/;
const EXPLICIT_DENY = /explicit deny(?: in an? ([a-z- ]+?policy|permissions boundary))?/i;

function denied(id: ResultId, what: string, { action, code, message }: AwsFailure): Result {
  const principal = PRINCIPAL.exec(message)?.[0];
  const statement = { Effect: "Allow", Action: action, Resource: "*" };
  const deny = EXPLICIT_DENY.exec(message);
  const fix =
    deny === null
      ? `Add to the caller's permissions: ${JSON.stringify(statement)}`
      : `An explicit deny stands against it (${deny[1] ?? "in a policy"}), which no statement lifts: ask whoever manages that policy.`;
  return unknown(
    id,
    `${what}: not looked at, because ${principal ?? "the caller"} may not ${action}.`,
    {
      detail: ["It may be there or not: this says nothing about it."],
      fix,
      data: { failure: "denied", action, code, principal: principal ?? null, statement },
    },
  );
}

function unreachableFix({ code, host }: AwsFailure): string {
  if (/CERT|UNABLE_TO|TLS|SSL/.test(code))
    return "Something on the way shows a certificate of its own: set AWS_CA_BUNDLE to the file with its authority.";
  if (process.env["HTTPS_PROXY"] ?? process.env["https_proxy"])
    return "HTTPS_PROXY is set, and this command does not go through it: run it where AWS can be reached directly.";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return (
      `The name has no address: correct the region (--region, AWS_REGION) or the endpoint ${host ?? ""}`.trim() +
      ", or look at DNS."
    );
  return "Look at the network, at a proxy or firewall in between, and at AWS_ENDPOINT_URL where it is set.";
}
