import type { AwsFailure } from "../aws/failure";
import type { ResultDetails } from "./results";

/** What the SDK says of credentials that it doesn't find, by what it means. */
const REASONS: readonly (readonly [says: RegExp, words: string])[] = [
  [/\bSSO session.*\bexpired\b/, "The session of IAM Identity Center has expired."],
  [
    /\bSSO session.*\b(invalid|not found)\b/,
    "There is no session of IAM Identity Center yet, or no good one.",
  ],
];

/** What it says after it has tried everything. */
const NOTHING =
  /^Could not (load credentials from any providers|resolve credentials using profile)/;

/** Why there are no credentials, and how to give some. @param profile that was asked for */
export function noCredentials(
  failure: AwsFailure,
  profile?: string,
): Pick<ResultDetails, "detail" | "fix"> {
  const { message } = failure;
  if (NOTHING.test(message))
    return profile === undefined
      ? {
          detail: [
            "Looked for in the environment, in the profile default, and in what a container or an EC2 instance offers.",
          ],
          fix: WAYS,
        }
      : {
          detail: [
            "~/.aws/config and ~/.aws/credentials have no such profile, or it names no credentials.",
          ],
          fix: `Give another with --profile or AWS_PROFILE (aws configure list-profiles shows them), or sign in: aws sso login --profile ${profile}`,
        };
  const reason = REASONS.find(([says]) => says.test(message))?.[1];
  return {
    detail: [reason ?? `The AWS SDK says: ${message}`],
    fix: credentialsFix(failure, profile),
  };
}

const WAYS =
  "Sign in with aws sso login and export AWS_PROFILE (a profile of ~/.aws/config), or export AWS_ACCESS_KEY_ID and " +
  "AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN, where they are temporary).";

/** How to come by credentials that AWS takes. */
export function credentialsFix({ code, message }: AwsFailure, profile?: string): string {
  const named = profile === undefined ? "" : ` --profile ${profile}`;
  if (/\bSSO\b|aws sso login/i.test(message)) return `aws sso login${named}`;
  if (/\baws login\b/i.test(message)) return `aws login${named}`;
  if (/^(ExpiredToken|RequestExpired)/.test(code))
    return "They have expired: fetch new ones (and set the machine's clock, where that is off).";
  if (/^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/.test(code))
    return "The secret key does not belong to the access key: copy both again.";
  if (code === "CredentialsProviderError") return WAYS;
  return "Copy the keys again (with AWS_SESSION_TOKEN, where they are temporary). A region that the account has not enabled is answered in the same way.";
}
