import { type FailureKind, failureOf } from "../../../../cli/aws/failure";
import { ACTIONS, policyDocument } from "../../../../cli/aws/actions";
import { noCredentials } from "../../../../cli/doctor/credentials";
import { catchAwsError, awsErrorResult } from "../../../../cli/doctor/aws-error-result";

const error = (name: string, message = "made up", code?: string) =>
  Object.assign(new Error(message), { name, code });

describe("failureOf", () => {
  it.each<[string, FailureKind]>([
    ["AccessDenied", "denied"],
    ["AccessDeniedException", "denied"],
    ["UnauthorizedOperation", "denied"],
    ["ExpiredToken", "credentials"],
    ["ExpiredTokenException", "credentials"],
    ["InvalidClientTokenId", "credentials"],
    ["UnrecognizedClientException", "credentials"],
    ["CredentialsProviderError", "credentials"],
    ["AuthFailure", "credentials"],
    ["Throttling", "throttled"],
    ["ThrottlingException", "throttled"],
    ["RequestLimitExceeded", "throttled"],
    ["TooManyRequestsException", "throttled"],
    ["TimeoutError", "unreachable"],
    ["ValidationException", "other"],
    ["InternalError", "other"],
  ])("takes %s for %s", (name, kind) => {
    expect(failureOf("eks:ListClusters", error(name)).kind).toBe(kind);
  });

  it.each(["ERR_INVALID_ARG_TYPE", "ERR_MODULE_NOT_FOUND", "ENOENT", "EACCES"])(
    "does not take %s, which Node throws for a bug or a file, for no answer",
    (code) => {
      expect(failureOf("eks:ListClusters", error("TypeError", "made up", code)).kind).toBe("other");
    },
  );

  it.each([
    "ECONNREFUSED",
    "ECONNRESET",
    "EAI_AGAIN",
    "EHOSTUNREACH",
    "ENOTFOUND",
    "EPIPE",
    "ETIMEDOUT",
    "ERR_TLS_CERT_ALTNAME_INVALID",
    "SELF_SIGNED_CERT_IN_CHAIN",
  ])("takes %s for no answer", (code) => {
    const failure = failureOf("eks:ListClusters", error("Error", "connect", code), "host");
    expect(failure).toMatchObject({ kind: "unreachable", code, host: "host" });
  });
});

const denied = (message: string) =>
  awsErrorResult(
    "eks.cluster",
    "The cluster",
    failureOf("eks:DescribeCluster", error("AccessDeniedException", message)),
  );

describe("awsErrorResult", () => {
  it("names the permission, for whom, and the statement", () => {
    const arn = "arn:aws:sts::123456789012:assumed-role/deploy/me";
    const found = denied(
      `User: ${arn} is not authorized to perform: eks:DescribeCluster on resource: arn:aws:eks:us-east-1:123456789012:cluster/main because no identity-based policy allows the eks:DescribeCluster action`,
    );
    const statement = { Effect: "Allow", Action: "eks:DescribeCluster", Resource: "*" };
    expect(found).toEqual({
      id: "eks.cluster",
      status: "unknown",
      summary: `The cluster: not checked, because ${arn} is not allowed to call eks:DescribeCluster.`,
      detail: ["This does not say whether it exists."],
      fix: `Add to the caller's permissions: ${JSON.stringify(statement)}`,
      data: {
        failure: "denied",
        action: "eks:DescribeCluster",
        code: "AccessDeniedException",
        principal: arn,
        statement,
      },
    });
  });

  it("knows that no statement lifts an explicit deny", () => {
    expect(
      denied(
        "User: arn:aws:iam::123456789012:user/me is not authorized to perform: eks:DescribeCluster with an explicit deny in a service control policy",
      ).fix,
    ).toBe(
      "An explicit deny blocks it (service control policy), and no allow statement overrides that: ask the owner of that policy.",
    );
    expect(denied("no details").summary).toBe(
      "The cluster: not checked, because the caller is not allowed to call eks:DescribeCluster.",
    );
  });

  it.each([
    [
      error(
        "CredentialsProviderError",
        "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
      ),
      "aws sso login --profile work",
    ],
    [
      error("ExpiredToken"),
      "The credentials have expired: get new ones. If they are new, check the machine's clock.",
    ],
    [
      error("SignatureDoesNotMatch"),
      "The secret key does not belong to the access key: copy both again.",
    ],
    [
      error("InvalidClientTokenId"),
      "Copy the keys again (with AWS_SESSION_TOKEN for temporary keys). AWS gives the same answer in a region that the account has not enabled.",
    ],
  ])("knows the way out of %s", (cause, fix) => {
    const found = awsErrorResult(
      "aws.account",
      "The account",
      failureOf("sts:GetCallerIdentity", cause),
      "work",
    );
    expect(found).toMatchObject({ status: "problem", fix });
  });

  it.each([
    [
      "ENOTFOUND",
      "The host name does not resolve: correct the region (--region, AWS_REGION) or the endpoint sts.nowhere, or check DNS.",
    ],
    [
      "SELF_SIGNED_CERT_IN_CHAIN",
      "A proxy or firewall presents its own certificate: set AWS_CA_BUNDLE to the file with its CA certificate.",
    ],
    [
      "ECONNREFUSED",
      "Check the network, any proxy or firewall in between, and AWS_ENDPOINT_URL if it is set.",
    ],
  ])("knows what may be behind %s", (code, fix) => {
    const failure = failureOf("sts:GetCallerIdentity", error("Error", "no", code), "sts.nowhere");
    expect(awsErrorResult("aws.account", "The account", failure)).toMatchObject({
      status: "problem",
      summary: `The account: no answer from sts.nowhere (${code}).`,
      fix,
    });
  });

  it("tells throttling and other errors as not known", () => {
    const of = (name: string) =>
      awsErrorResult("eks.cluster", "X", failureOf("eks:ListClusters", error(name)));
    expect(of("ThrottlingException")).toMatchObject({
      status: "unknown",
      summary: "X: AWS throttled every attempt of eks:ListClusters (ThrottlingException).",
    });
    expect(of("InternalFailure")).toMatchObject({
      status: "unknown",
      summary: "X: AWS answered eks:ListClusters with InternalFailure.",
      detail: ["made up"],
    });
  });
});

describe("credentials that are not there", () => {
  const WAYS =
    "Sign in with aws sso login and export AWS_PROFILE (a profile of ~/.aws/config), or export AWS_ACCESS_KEY_ID and " +
    "AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary keys).";
  const of = (message: string, profile?: string) =>
    noCredentials(
      failureOf("sts:GetCallerIdentity", error("CredentialsProviderError", message)),
      profile,
    );

  it("have been looked for in these places, and are given in these ways", () => {
    expect(of("Could not load credentials from any providers")).toEqual({
      detail: [
        "Tried: the environment, the profile default, the container's and the EC2 instance's role.",
      ],
      fix: WAYS,
    });
  });

  it.each([
    "Could not resolve credentials using profile: [work] in configuration/credentials file(s).",
    "Could not load credentials from any providers",
  ])("of a profile: %s", (message) => {
    expect(of(message, "work")).toEqual({
      detail: [
        "~/.aws/config and ~/.aws/credentials have no such profile, or the profile has no credentials.",
      ],
      fix: "Choose another with --profile or AWS_PROFILE (list them with aws configure list-profiles), or sign in: aws sso login --profile work",
    });
  });

  it.each([
    [
      "The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.",
      "The IAM Identity Center session has expired.",
    ],
    [
      "The SSO session associated with this profile is invalid. To refresh this SSO session run aws sso login with the corresponding profile.",
      "There is no valid IAM Identity Center session.",
    ],
    [
      "The SSO session token associated with profile=work was not found or is invalid. To refresh this SSO session run 'aws sso login' with the corresponding profile.",
      "There is no valid IAM Identity Center session.",
    ],
  ])("of a session: %s", (message, detail) => {
    expect(of(message, "work")).toEqual({ detail: [detail], fix: "aws sso login --profile work" });
  });

  it("for a reason that only the SDK knows are told with it", () => {
    expect(of("Profile work requires multi-factor authentication", "work").detail).toEqual([
      "AWS SDK: Profile work requires multi-factor authentication",
    ]);
  });
});

describe("catchAwsError", () => {
  it("lets a mistake of ours through", async () => {
    const bug = new TypeError("a bug");
    await expect(catchAwsError("eks.cluster", "X", () => Promise.reject(bug))).rejects.toBe(bug);
  });
});

describe("the policy", () => {
  it("holds every action, each of which only reads", () => {
    const { Statement } = policyDocument();
    expect(Statement.flatMap(({ Action }) => Action)).toEqual(Object.values(ACTIONS).flat());
    for (const action of Object.values(ACTIONS).flat())
      expect(action).toMatch(/^[a-z0-9]+:(Describe|Get|List|Simulate)[A-Za-z]+$/);
  });
});
