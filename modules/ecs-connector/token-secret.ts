import { DataAwsSecretsmanagerSecret } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secret";
import { DataAwsSecretsmanagerSecrets } from "@cdktf/provider-aws/lib/data-aws-secretsmanager-secrets";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Construct } from "constructs";
import type { AwsContext } from "../../lib/aws-context";
import { type Expression, type StringMap, type Value, hcl, text } from "../../lib/hcl";
import { crossCondition } from "../../lib/inputs/cross-conditions";
import { local } from "../../lib/local-value";
import { type Condition, addPostconditions, addPreconditions } from "../../lib/terraform-features";
import { ONE_TOKEN } from "../cross-inputs";
import { TAG_KEYS } from "../naming";
import { type Names, nameExpression } from "../naming-expressions";

export interface TokenSecretProps {
  readonly aws: AwsContext;
  readonly aponoToken: Value<string | null>;
  readonly aponoTokenVersion: number | null;
  readonly aponoTokenSecretArn: Value<string | null>;
  readonly connectorId: Value<string>;
  readonly kmsKeyArn: string | null;
  readonly names: Names;
  readonly tags: Value<StringMap>;
}

/**
 * The secret for both the image pull and the container: JSON with `username` and `password`, as ECS wants
 * credentials of a private registry. Made from the ephemeral token by a write-only argument, or one that exists.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
 */
export class TokenSecret extends Construct {
  readonly secret: SecretsmanagerSecret;
  readonly version: SecretsmanagerSecretVersion;
  /** The secret's ARN, whichever it is. */
  readonly arn: Expression<string>;
  /** What ECS puts into the container: the token itself, in the version that this apply wrote. */
  readonly valueFrom: Expression<string>;
  /** Exactly one source of the token. */
  readonly preconditions: readonly Condition[];
  /** The ARN of the KMS key that encrypts it; null for Secrets Manager's own. */
  readonly keyArn: Expression<string | null>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TokenSecretProps,
  ) {
    super(scope, id);
    const count = hcl`${props.aponoTokenSecretArn} == null ? 1 : 0`;
    this.secret = this.makeSecret(count);
    this.version = this.writeToken(count);
    this.arn = local(
      this,
      "token_secret_arn",
      hcl`${props.aponoTokenSecretArn} != null ? ${props.aponoTokenSecretArn} : one(${this.secret.fqn}[*].arn)`,
    );
    // Pinned to the version, so that a rolled back deployment uses its previous token.
    const version = hcl`${props.aponoTokenSecretArn} != null ? "" : one(${this.version.fqn}[*].version_id)`;
    this.valueFrom = text`${this.arn}:password::${version}`;
    const key = this.findKey();
    this.keyArn = local(this, "token_key_arn", this.chooseKey(key));
    this.preconditions = [...this.requireOneSource(), this.requireKey(key)];
  }

  private makeSecret(count: Expression<number>): SecretsmanagerSecret {
    const { connectorId, kmsKeyArn, names, tags } = this.props;
    const secret = new SecretsmanagerSecret(this, "aws_secretsmanager_secret.token", {
      name: nameExpression("tokenSecret", names).asString,
      description: text`Token of the Apono connector ${connectorId}: image pull and container`
        .asString,
      kmsKeyId: kmsKeyArn ?? undefined,
      // A secret in its recovery window would block its name for the next deployment.
      recoveryWindowInDays: 0,
      tags: hcl`merge(${tags}, ${{ [TAG_KEYS.read]: "true" }})`.asMap,
    });
    secret.addOverride("count", count);
    return secret;
  }

  private writeToken(count: Expression<number>): SecretsmanagerSecretVersion {
    const version = new SecretsmanagerSecretVersion(
      this,
      "aws_secretsmanager_secret_version.token",
      {
        secretId: hcl`${this.secret.fqn}[0].id`.asString,
        secretStringWo: hcl`jsonencode(${{ username: "apono", password: this.props.aponoToken }})`
          .asString,
        secretStringWoVersion: this.props.aponoTokenVersion ?? undefined,
      },
    );
    version.addOverride("count", count);
    return version;
  }

  private requireOneSource(): Condition[] {
    const { aponoToken, aponoTokenSecretArn } = this.props;
    return [
      {
        condition: hcl`!(${aponoToken} == null && ${aponoTokenSecretArn} == null)`,
        errorMessage: text`The connector has no token. Set aponoToken (the environment variable TF_VAR_APONO_TOKEN of the deployable stack) to the token from Apono's connector page, or aponoTokenSecretArn to a secret that holds it.`,
      },
      crossCondition(ONE_TOKEN, { aponoToken, aponoTokenSecretArn }),
    ];
  }

  /** Looks nothing up if there is no ARN in any plan: Terraform would validate a lookup of null. */
  private findKey(): Expression<string | null> {
    if (this.props.aponoTokenSecretArn === null) return hcl`${null}`;
    return this.readKey(this.findExisting());
  }

  /**
   * The key of an existing secret, unless it is configured. A secret of another account always has a customer managed key.
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
   */
  private readKey(existing: DataAwsSecretsmanagerSecrets): Expression<string | null> {
    const { aws, aponoTokenSecretArn, kmsKeyArn } = this.props;
    const secret = new DataAwsSecretsmanagerSecret(
      this,
      "data.aws_secretsmanager_secret.existing",
      {
        // After the lookup by name, whose message says what to do where there is none.
        arn: hcl`[${aponoTokenSecretArn}, ${existing.fqn}[*].id][0]`.asString,
      },
    );
    // Nested, so that a key that the same apply creates does not matter if the module creates the secret.
    secret.addOverride(
      "count",
      hcl`${aponoTokenSecretArn} != null ? (${kmsKeyArn} == null ? 1 : 0) : 0`,
    );
    const account = hcl`split(":", ${aponoTokenSecretArn})[4]`;
    addPreconditions(secret, [
      {
        condition: hcl`${account} == ${aws.current.accountId}`,
        errorMessage: text`aponoTokenSecretArn: ${aponoTokenSecretArn} is in another account, so it is encrypted with a customer managed KMS key. Set kmsKeyArn to that key.`,
      },
    ]);
    return local(this, "token_key", hcl`one(${secret.fqn}[*].kms_key_id)`);
  }

  /** Secrets Manager returns a key as ARN, ID or alias. https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html */
  private chooseKey(key: Expression<string | null>): Expression<string | null> {
    const { aws, kmsKeyArn } = this.props;
    const byId = text`arn:${aws.partition}:kms:${aws.region}:${aws.accountId}:key/${key}`;
    const own = hcl`try(length(${key}) == 0, true) || try(endswith(${key}, "alias/aws/secretsmanager"), false)`;
    const named = hcl`can(regex(":", ${key})) ? ${key} : ${byId}`;
    return hcl`${kmsKeyArn} != null ? ${kmsKeyArn} : ${own} ? null : ${named}`;
  }

  private requireKey(key: Expression<string | null>): Condition {
    return {
      condition: hcl`!can(regex("alias/", ${this.keyArn}))`,
      errorMessage: text`aponoTokenSecretArn: the secret is encrypted with ${hcl`jsonencode(${key})`}, and IAM requires the key's ARN. Set kmsKeyArn to it.`,
    };
  }

  /** Checks that a secret of this account exists; one of another account can't be read from here. */
  private findExisting(): DataAwsSecretsmanagerSecrets {
    const { aws, aponoTokenSecretArn } = this.props;
    const { partition, region, accountId } = aws.current;
    const here = text`arn:${partition}:secretsmanager:${region}:${accountId}:`;
    const secrets = new DataAwsSecretsmanagerSecrets(
      this,
      "data.aws_secretsmanager_secrets.existing",
      {
        filter: [
          {
            name: "name",
            values: [
              hcl`replace(${aponoTokenSecretArn}, "/^.*:secret:|-[A-Za-z0-9]{6}$/", "")`.asString,
            ],
          },
        ],
      },
    );
    secrets.addOverride("count", hcl`${aponoTokenSecretArn} == null ? 0 : 1`);
    addPostconditions(secrets, [
      {
        condition: hcl`!startswith(${aponoTokenSecretArn}, ${here}) || contains(self.arns, ${aponoTokenSecretArn})`,
        errorMessage: text`aponoTokenSecretArn: there is no secret ${aponoTokenSecretArn} (full ARN, with the 6 characters at its end). Correct it, or give aponoToken instead.`,
      },
    ]);
    return secrets;
  }
}
