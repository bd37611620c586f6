import { ASSUME_ROLE, failureOf } from "./failure";
import { type AwsSettings, type Credentials, clientSettings } from "./settings";

/** How the session is named in CloudTrail. */
const SESSION = "apono-connector";

/**
 * Credentials of a role, which are got once, when they are first needed: they last an hour.
 *
 * @param settings region and credentials with which it is assumed
 * @returns a function that throws AwsFailure if the role can't be assumed
 */
export function assumedRole(roleArn: string, settings: AwsSettings): () => Promise<Credentials> {
  let assumed: Promise<Credentials> | undefined;
  return () => (assumed ??= assume(roleArn, settings));
}

async function assume(roleArn: string, settings: AwsSettings): Promise<Credentials> {
  const { STSClient, AssumeRoleCommand } = await import("@aws-sdk/client-sts");
  const sts = new STSClient(clientSettings("sts", settings));
  try {
    const { Credentials: got } = await sts.send(
      new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: SESSION }),
    );
    return {
      accessKeyId: got!.AccessKeyId!,
      secretAccessKey: got!.SecretAccessKey!,
      sessionToken: got!.SessionToken,
      expiration: got!.Expiration,
    };
  } catch (error) {
    throw failureOf(ASSUME_ROLE, error);
  } finally {
    sts.destroy();
  }
}
