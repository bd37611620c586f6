import type { Aws } from "../aws/client";
import { AwsFailure } from "../aws/failure";
import type { Caller } from "./caller-identity";
import type { Request } from "./request";
import { type Result, ok, problem, unknown } from "./results";
import { catchAwsError, awsErrorResult } from "./aws-error-result";

const ID = "token.secret";
/**
 * The alias of Secrets Manager's AWS managed key.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
 */
const OWN_KEY = "alias/aws/secretsmanager";

/** The secret that holds the token. */
interface TokenSecret {
  readonly arn: string;
  /** The input `kmsKeyArn`. */
  readonly kmsKeyArn?: string;
}

/**
 * Checks that the secret in `aponoTokenSecretArn` exists, and that the module can find out its KMS key. Never reads the
 * value.
 */
export async function checkTokenSecret(
  aws: Aws,
  request: Request,
  { accountId }: Caller,
): Promise<readonly Result[]> {
  const { aponoTokenSecretArn: arn, kmsKeyArn } = request.values("ecs-connector");
  if (typeof arn !== "string" || !arn.startsWith("arn:")) return [];
  const secret = { arn, kmsKeyArn: typeof kmsKeyArn === "string" ? kmsKeyArn : undefined };
  const owner = arn.split(":")[4];
  if (owner !== accountId) return [ofAnotherAccount(secret, String(owner))];
  return catchAwsError(ID, `The secret ${arn}`, () => readSecret(aws, secret));
}

/**
 * The module does not read a secret of another account.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
function ofAnotherAccount({ arn, kmsKeyArn }: TokenSecret, owner: string): Result {
  const data = { owner, kmsKeyArn: kmsKeyArn ?? null };
  return kmsKeyArn === undefined
    ? problem(
        ID,
        `aponoTokenSecretArn: the secret ${arn} is in the account ${owner}, and its KMS key can't be read from here.`,
        { fix: "export TF_VAR_kmsKeyArn=<the ARN of the secret's KMS key>", data },
      )
    : unknown(
        ID,
        `aponoTokenSecretArn: the secret ${arn} is in the account ${owner}, and can't be checked from here.`,
        {
          detail: [
            "The policies of the secret and of its KMS key must allow this account's execution role to read it.",
          ],
          data,
        },
      );
}

async function readSecret(aws: Aws, { arn, kmsKeyArn }: TokenSecret): Promise<Result[]> {
  try {
    const found = await aws.find("secretsmanager:DescribeSecret", { SecretId: arn }, [
      "ResourceNotFoundException",
    ]);
    if (found?.ARN !== arn)
      return [
        problem(ID, `aponoTokenSecretArn: the secret ${arn} does not exist.`, {
          fix: "Give the full ARN, with the 6 characters at its end, of a secret in this account and region; or give the token itself.",
        }),
      ];
    if (found.DeletedDate !== undefined)
      return [
        problem(ID, `aponoTokenSecretArn: the secret ${arn} is scheduled for deletion.`, {
          fix: `aws secretsmanager restore-secret --secret-id ${arn}`,
        }),
      ];
    // Terraform's data source calls it too, and fails if it is denied:
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_data_source.go
    if (kmsKeyArn === undefined)
      await aws.call("secretsmanager:GetResourcePolicy", { SecretId: arn });
    return [keyResult({ arn, kmsKeyArn }, found.KmsKeyId)];
  } catch (error) {
    if (!(error instanceof AwsFailure) || error.kind !== "denied" || kmsKeyArn !== undefined)
      throw error;
    return [unreadable(arn, error)];
  }
}

/** Without `kmsKeyArn` the module reads the secret too, so a denied call fails the plan. */
function unreadable(arn: string, failure: AwsFailure): Result {
  const { fix, data } = awsErrorResult(ID, arn, failure);
  return problem(
    ID,
    `aponoTokenSecretArn: the plan reads the KMS key of the secret ${arn}, but the caller is not allowed to call ${failure.action}.`,
    { detail: ["If kmsKeyArn is set to the secret's key, the plan does not read it."], fix, data },
  );
}

/**
 * @param key as Secrets Manager returns it: ARN, id or alias; undefined for the AWS managed key.
 *   https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
 */
function keyResult({ arn, kmsKeyArn }: TokenSecret, key: string | undefined): Result {
  const data = { kmsKeyId: key ?? null };
  if (key === undefined || key.endsWith(OWN_KEY))
    return ok(ID, `The secret ${arn} exists.`, { data });
  const isAlias = key.includes("alias/");
  if (kmsKeyArn === undefined)
    return isAlias
      ? problem(
          ID,
          `aponoTokenSecretArn: the secret ${arn} is encrypted with ${key}, but IAM needs the key's ARN.`,
          {
            fix: `export TF_VAR_kmsKeyArn=$(aws kms describe-key --key-id ${key} --query KeyMetadata.Arn --output text)`,
            data,
          },
        )
      : ok(
          ID,
          `The secret ${arn} exists; the execution role may decrypt it with the KMS key ${key}.`,
          { data },
        );
  if (isAlias || kmsKeyArn === key || kmsKeyArn.endsWith(`:key/${key}`))
    return ok(ID, `The secret ${arn} exists.`, { data });
  return problem(
    ID,
    `kmsKeyArn: ${kmsKeyArn} is not the KMS key of the secret ${arn}, which is encrypted with ${key}.`,
    {
      detail: ["Tasks would not start: ResourceInitializationError."],
      fix: "Remove kmsKeyArn: the module reads the secret's key itself.",
      data,
    },
  );
}
