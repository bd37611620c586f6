import type { Aws } from "../aws/client";
import { AwsFailure } from "../aws/failure";
import type { Caller } from "./caller-identity";
import type { Request } from "./request";
import { type Result, ok, problem, unknown } from "./results";
import { catchAwsError, awsErrorResult } from "./aws-error-result";

const ID = "token.secret";
/** The alias of the key that Secrets Manager has in each account. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
const OWN_KEY = "alias/aws/secretsmanager";

/** The secret that is said to hold the token. */
interface TokenSecret {
  readonly arn: string;
  /** What `kmsKeyArn` says. */
  readonly kmsKeyArn?: string;
}

/**
 * Whether the secret of `aponoTokenSecretArn` exists, and whether the module will know the key that it is encrypted with.
 * Its value is not asked for.
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

/** The module doesn't look at it. https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html */
function ofAnotherAccount({ arn, kmsKeyArn }: TokenSecret, owner: string): Result {
  const data = { owner, kmsKeyArn: kmsKeyArn ?? null };
  return kmsKeyArn === undefined
    ? problem(
        ID,
        `aponoTokenSecretArn: ${arn} is a secret of the account ${owner}, and its KMS key can't be read from here.`,
        { fix: "export TF_VAR_kmsKeyArn=<the ARN of the secret's KMS key>", data },
      )
    : unknown(
        ID,
        `aponoTokenSecretArn: ${arn} is a secret of the account ${owner}, which can't be looked at from here.`,
        {
          detail: [
            "The policies of the secret and of its KMS key must let this account's execution role read it.",
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
        problem(ID, `aponoTokenSecretArn: there is no secret ${arn}.`, {
          fix: "Give the whole ARN, with the 6 characters at its end, of a secret in this account and region; or give the token itself.",
        }),
      ];
    if (found.DeletedDate !== undefined)
      return [
        problem(ID, `aponoTokenSecretArn: the secret ${arn} is about to be deleted.`, {
          fix: `aws secretsmanager restore-secret --secret-id ${arn}`,
        }),
      ];
    // Terraform's data source asks for it too, and fails without an answer:
    // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/secretsmanager/secret_data_source.go
    if (kmsKeyArn === undefined)
      await aws.ask("secretsmanager:GetResourcePolicy", { SecretId: arn });
    return [keyResult({ arn, kmsKeyArn }, found.KmsKeyId)];
  } catch (error) {
    if (!(error instanceof AwsFailure) || error.kind !== "denied" || kmsKeyArn !== undefined)
      throw error;
    return [unreadable(arn, error)];
  }
}

/** The module reads the secret, too, where `kmsKeyArn` is left out. */
function unreadable(arn: string, failure: AwsFailure): Result {
  const { fix, data } = awsErrorResult(ID, arn, failure);
  return problem(
    ID,
    `aponoTokenSecretArn: the plan reads the KMS key of the secret ${arn}, and the caller may not ${failure.action}.`,
    { detail: ["With kmsKeyArn, the secret's key, the plan does not read it."], fix, data },
  );
}

/** @param key as Secrets Manager tells it: ARN, id or alias; nothing for its own. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
function keyResult({ arn, kmsKeyArn }: TokenSecret, key: string | undefined): Result {
  const data = { kmsKeyId: key ?? null };
  if (key === undefined || key.endsWith(OWN_KEY))
    return ok(ID, `The secret ${arn} exists.`, { data });
  const isAlias = key.includes("alias/");
  if (kmsKeyArn === undefined)
    return isAlias
      ? problem(
          ID,
          `aponoTokenSecretArn: the secret ${arn} is encrypted with ${key}, and IAM takes the key's ARN only.`,
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
      fix: "Leave kmsKeyArn out: the module reads the secret's key.",
      data,
    },
  );
}
