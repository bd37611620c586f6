import type { AwsFailure } from "../aws/failure";
import type { ResultDetails } from "./results";

/** The SDK's messages about missing credentials, and what they mean. */
const REASONS: readonly (readonly [says: RegExp, words: string])[] = [
  [/\bSSO session.*\bexpired\b/, "The IAM Identity Center session has expired."],
  [/\bSSO session.*\b(invalid|not found)\b/, "There is no valid IAM Identity Center session."],
];

/** The SDK's message after it has tried every source. */
const NOTHING =
  /^Could not (load credentials from any providers|resolve credentials using profile)/;

/** Why there are no credentials, and how to provide them. @param profile the chosen profile, if any */
export function noCredentials(
  failure: AwsFailure,
  profile?: string,
): Pick<ResultDetails, "detail" | "fix"> {
  const { message } = failure;
  if (NOTHING.test(message))
    return profile === undefined
      ? {
          detail: [
            "Tried: the environment, the profile default, the container's and the EC2 instance's role.",
          ],
          fix: WAYS,
        }
      : {
          detail: [
            "~/.aws/config and ~/.aws/credentials have no such profile, or the profile has no credentials.",
          ],
          fix: `Choose another with --profile or AWS_PROFILE (list them with aws configure list-profiles), or sign in: aws sso login --profile ${profile}`,
        };
  const reason = REASONS.find(([says]) => says.test(message))?.[1];
  return {
    detail: [reason ?? `AWS SDK: ${message}`],
    fix: credentialsFix(failure, profile),
  };
}

const WAYS =
  "Sign in with aws sso login and export AWS_PROFILE (a profile of ~/.aws/config), or export AWS_ACCESS_KEY_ID and " +
  "AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary keys).";

/** How to get credentials that AWS accepts. */
export function credentialsFix({ code, message }: AwsFailure, profile?: string): string {
  const named = profile === undefined ? "" : ` --profile ${profile}`;
  if (/\bSSO\b|aws sso login/i.test(message)) return `aws sso login${named}`;
  if (/\baws login\b/i.test(message)) return `aws login${named}`;
  if (/^(ExpiredToken|RequestExpired)/.test(code))
    return "The credentials have expired: get new ones. If they are new, check the machine's clock.";
  if (/^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/.test(code))
    return "The secret key does not belong to the access key: copy both again.";
  if (code === "CredentialsProviderError") return WAYS;
  return "Copy the keys again (with AWS_SESSION_TOKEN for temporary keys). AWS gives the same answer in a region that the account has not enabled.";
}
