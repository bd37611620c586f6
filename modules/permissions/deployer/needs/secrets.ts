import { type Deployment, EVERYTHING, type Needs, arnIn, nameIn, textOf } from "../deployment";

/** Secrets Manager appends a hyphen and six random characters to a secret's name. */
const secretArn = (deployment: Deployment): string =>
  arnIn(deployment, "secretsmanager", `secret:${nameIn(deployment, "tokenSecret")}-??????`);

export const SECRETS_NEEDS = {
  aws_secretsmanager_secret: (deployment) => [
    {
      sid: "TokenSecret",
      actions: [
        "secretsmanager:CreateSecret",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetResourcePolicy",
        "secretsmanager:UpdateSecret",
        "secretsmanager:TagResource",
        "secretsmanager:UntagResource",
        "secretsmanager:DeleteSecret",
      ],
      resources: [secretArn(deployment)],
    },
  ],
  aws_secretsmanager_secret_version: (deployment) => [
    {
      sid: "TokenSecret",
      actions: [
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
      ],
      resources: [secretArn(deployment)],
    },
    ...keyGrants(deployment),
  ],
  "data.aws_secretsmanager_secret": (deployment) => [
    {
      sid: "ExistingSecret",
      actions: ["secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"],
      resources: [
        textOf(deployment, "aponoTokenSecretArn") ??
          arnIn(deployment, "secretsmanager", "secret:*"),
      ],
    },
  ],
  "data.aws_secretsmanager_secrets": () => [
    { sid: "Lookups", actions: ["secretsmanager:ListSecrets"], resources: EVERYTHING },
  ],
} as const satisfies Readonly<Record<string, Needs>>;

/** Secrets Manager uses a customer managed key with the caller's permissions. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
function keyGrants(deployment: Deployment) {
  const key = textOf(deployment, "kmsKeyArn");
  if (key === undefined && !deployment.anyInputs) return [];
  return [
    {
      sid: "TokenKey",
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: [
        key !== undefined && !deployment.anyInputs ? key : arnIn(deployment, "kms", "key/*"),
      ],
      condition: { StringLike: { "kms:ViaService": "secretsmanager.*" } },
      why: "Secrets Manager encrypts and decrypts the token with the caller's permissions. The key's own policy must allow it, too.",
    },
  ];
}
