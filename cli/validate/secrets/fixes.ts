import { isChartValue } from "./helm-release";

/** The fix for a token in a file. */
export const TOKEN_IN_FILE =
  "Remove it, declare a variable with sensitive = true and ephemeral = true, and set it in the environment " +
  "(TF_VAR_<name>). Make a new token in Apono and revoke this one: the history of the file keeps it.";

/** The fix for other secrets in a file. */
const SECRET_IN_FILE =
  "Remove it, and use a variable with ephemeral = true or an ephemeral resource. Replace the secret: the " +
  "history of the file keeps it.";

const CREDENTIALS =
  "Remove it, and let Terraform find credentials in its environment: a profile, the pipeline's role, or a role to assume. " +
  "Replace the credentials: the history of the file keeps them.";

/** The fix for a literal secret in a block of a type. */
export const fixForLiteral = (blockType: string, what: string): string =>
  blockType === "provider" || blockType === "terraform"
    ? CREDENTIALS
    : what === "the connector's token"
      ? TOKEN_IN_FILE
      : SECRET_IN_FILE;

/** Arguments that store a secret, and the write-only alternative, after "Set it". */
const WRITE_ONLY: readonly (readonly [argument: RegExp, as: string])[] = [
  [
    /^aws_secretsmanager_secret_version\.secret_(string|binary)\b/,
    "as secret_string_wo, and raise secret_string_wo_version when it changes.",
  ],
  [/^aws_ssm_parameter\./, "as value_wo, and raise value_wo_version when it changes."],
  [/^kubernetes_secret(_v1)?\./, "in data_wo, and raise data_wo_revision when it changes."],
];

/** The fix for a secret in the environment of a container. */
export const OF_CONTAINER =
  "Store it in a secret (aws_secretsmanager_secret_version, secret_string_wo), and reference that in the container's secrets " +
  "(valueFrom), not in its environment.";

/** Arguments that must not hold a secret, and the fix. */
const ELSEWHERE: readonly (readonly [argument: RegExp, fix: string])[] = [
  [/^aws_ecs_task_definition\.container_definitions\b/, OF_CONTAINER],
  [
    /^(terraform_data|null_resource)\.|\.triggers(_replace)?\b/,
    "Remove it; raise a number to signal a change, as aponoTokenVersion does.",
  ],
  [
    /\.(user_data|user_data_base64)\b/,
    "Store it in a secret that the machine reads with its role: everyone who may describe the machine can read user data.",
  ],
  [
    /\.(tags|tags_all|description|name|labels|annotations)\b/,
    "Remove it: everyone who may list the resource can read this.",
  ],
];

const IN_RELEASE =
  "in set_wo, and raise set_wo_revision with every change of the release (Terraform 1.11, provider helm 3).";

const find = (list: readonly (readonly [RegExp, string])[], argument: string) =>
  list.find(([pattern]) => pattern.test(argument))?.[1];

/** The write-only alternative of an argument, after "Set it"; undefined if there is none. */
export const writeOnlyOf = (argument: string): string | undefined =>
  find(WRITE_ONLY, argument) ?? (isChartValue(argument.split(".")) ? IN_RELEASE : undefined);

/** The fix for an argument that stores a secret. @param argument resource type and path */
export function fixForStored(argument: string): string {
  const as = writeOnlyOf(argument);
  if (as !== undefined) return `Set it ${as}`;
  return (
    find(ELSEWHERE, argument) ??
    "Set it in a write-only argument (its name ends in _wo) if the resource has one; otherwise reference a secret that holds it."
  );
}
