import type { Action } from "./actions";

/**
 * Why a call failed:
 *
 * - `denied`: the caller lacks the permission
 * - `credentials`: there are none, or AWS rejects them
 * - `unreachable`: nothing answered at the address
 * - `throttled`: AWS throttled every attempt
 * - `other`: any other error of the service
 */
export type FailureKind = "denied" | "credentials" | "unreachable" | "throttled" | "other";

/** Gets the credentials that other actions are called with. */
export const ASSUME_ROLE = "sts:AssumeRole";

/** A failed call. A resource that does not exist is not a failure: see {@link Aws.find}. */
export class AwsFailure extends Error {
  override readonly name = "AwsFailure";

  constructor(
    readonly kind: FailureKind,
    readonly action: Action | typeof ASSUME_ROLE,
    /** The error's name in the service, such as `AccessDenied`, or the system's, such as `ECONNREFUSED`. */
    readonly code: string,
    message: string,
    /** The host that was called, if known. */
    readonly host?: string,
  ) {
    super(message);
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html and the common errors of the others. */
const KINDS: Readonly<Record<Exclude<FailureKind, "other">, RegExp>> = {
  denied: /^(AccessDenied(Exception)?|UnauthorizedOperation|AuthorizationError|NotAuthorized)$/,
  credentials:
    /^(CredentialsProviderError|TokenProviderError|ExpiredToken(Exception)?|InvalidClientTokenId|UnrecognizedClientException|InvalidAccessKeyId|AuthFailure|SignatureDoesNotMatch|InvalidSignatureException|IncompleteSignature|RequestExpired|InvalidToken|OptInRequired|InvalidGrantException)$/,
  throttled:
    /^(Throttl\w*|RequestThrottled\w*|RequestLimitExceeded|TooManyRequestsException|LimitExceededException|SlowDown|EC2ThrottledException)$/,
  // Of Node's system errors only those of sockets and DNS: its ERR_* are bugs. https://nodejs.org/api/errors.html#common-system-errors
  unreachable:
    /^(E(ADDRNOTAVAIL|AI_[A-Z]+|CONN[A-Z]+|HOST(DOWN|UNREACH)|NET(DOWN|RESET|UNREACH)|NOTFOUND|PIPE|PROTO|TIMEDOUT)|TimeoutError|CERT_\w+|\w+_CERT\w*|UNABLE_TO_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/,
};

interface SdkError extends Error {
  readonly code?: string;
  readonly Code?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly hostname?: string };
}

/** Classifies an error of the SDK. */
export function failureOf(action: AwsFailure["action"], error: unknown, host?: string): AwsFailure {
  const { name, code, Code, message } = error as SdkError;
  // Newer services name an error in full, with its namespace.
  const names = [name, Code, code].filter((each): each is string => typeof each === "string");
  for (const [kind, pattern] of Object.entries(KINDS)) {
    const found = names.find((each) => pattern.test(each));
    if (found !== undefined)
      return new AwsFailure(kind as FailureKind, action, found, oneLine(message), host);
  }
  return new AwsFailure("other", action, names[0] ?? "Error", oneLine(message), host);
}

/** IAM's codes for a resource that does not exist. */
export const NO_SUCH_ENTITY = ["NoSuchEntity", "NoSuchEntityException"];

/** The service's error code. */
export const errorName = (error: unknown): string => (error as Error).name;

const oneLine = (message: string) => message.replace(/\s+/g, " ").trim();
