import type { Files } from "../registry/build/module-files";
import { tokensOf } from "./tokens";

/** One action that a module's policies allow or deny. */
export interface Grant {
  /** The policy's place in the module: `inline_policies.ec2-read`, `aws_iam_role_policy.guardrails`, … */
  readonly where: string;
  readonly effect: "Allow" | "Deny";
  /** An action, or a managed policy as `managed policy SecurityAudit`. */
  readonly action: string;
  /** The resource; Terraform expressions are kept as written. */
  readonly resource: string;
  /** The condition as written; empty if there is none. */
  readonly condition: string;
}

type Json = { readonly [key: string]: unknown };

/**
 * Reads the grants of a module's policies from its published files, so that it works for any build. Policies may be
 * JSON, or Terraform expressions inside `jsonencode`.
 */
export function grantsOf(files: Files): Grant[] {
  const main = files.get("main.tf.json");
  if (main === undefined) return [];
  const { locals, resource } = JSON.parse(main.toString("utf8")) as {
    locals?: Json;
    resource?: Record<string, Json>;
  };
  const found = [
    ...Object.entries(locals ?? {}).flatMap(([name, value]) => statementsIn(value, name)),
    ...Object.entries(resource ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).flatMap(([name, value]) =>
        // A trust policy grants no permissions to the role.
        statementsIn(without(value, "assume_role_policy"), `${type}.${name}`),
      ),
    ),
    ...managedPolicies(locals, resource),
    ...baseSets(locals),
  ];
  const unique = new Map(found.map((grant) => [JSON.stringify(grant), grant]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant);
}

function statementsIn(value: unknown, where: string): Grant[] {
  if (typeof value === "string") return statementsInText(value, where);
  if (Array.isArray(value)) return value.flatMap((item) => statementsIn(item, where));
  if (typeof value !== "object" || value === null) return [];
  const { Effect, Action, Resource, Condition } = value as Json;
  if (typeof Effect === "string" && Action !== undefined) {
    const resources = list(Resource).flatMap((each) =>
      each.startsWith("${distinct(") ? texts(each) : [each],
    );
    return grants(where, Effect, list(Action), resources, normalized(Condition));
  }
  // Policy names identify a place; a document's own field names do not.
  return Object.entries(value).flatMap(([key, item]) =>
    statementsIn(item, /^(policy|PolicyDocument|Statement)$/.test(key) ? where : `${where}.${key}`),
  );
}

/** Statements in Terraform syntax (`"Effect" = "Allow"`, `Effect = "Allow"`), or in JSON inside a string. */
function statementsInText(text: string, where: string): Grant[] {
  return [...text.matchAll(/"?\bEffect"?\s*[=:]\s*"(Allow|Deny)"/g)].flatMap(
    ({ index, 1: effect = "" }) => {
      const statement = blockAround(text, index);
      return grants(
        where,
        effect,
        texts(valueOf(statement, "Action")),
        texts(valueOf(statement, "Resource")),
        valueOf(statement, "Condition").replace(/\s+/g, " "),
      );
    },
  );
}

/** References to the partition in Terraform and CloudFormation. Terraform escapes the latter. */
const PARTITIONS = /\$?\$\{(local\.partition|AWS::Partition)\}/g;

/** References to a prefix and to paths, which are empty and `/` unless they are set. */
const NAME_PREFIXES = /\$\{local\.name_prefix\}/g;
const PATHS = /\$\{var\.(roles?\.(path|assumedRolesPath)|rolePath)\}/g;

const inDefaultPlace = (resource: string): string =>
  resource.replace(PARTITIONS, "aws").replace(NAME_PREFIXES, "").replace(PATHS, "/");

const grants = (
  where: string,
  effect: string,
  actions: readonly string[],
  resources: readonly string[],
  condition: string,
): Grant[] =>
  actions.flatMap((action) =>
    resources.map((resource) => ({
      where,
      effect: effect as Grant["effect"],
      action,
      resource: inDefaultPlace(resource),
      condition,
    })),
  );

function managedPolicies(
  locals: Json | undefined,
  resource: Record<string, Json> | undefined,
): Grant[] {
  const managed = (where: string, policy: string): Grant => ({
    where,
    effect: "Allow",
    action: `managed policy ${policy}`,
    resource: "*",
    condition: "",
  });
  const chosen = Object.entries(locals ?? {}).flatMap(([local, sets]) =>
    /(^|_)managed_policies$/.test(local)
      ? Object.entries(sets as Json).map(([set, policy]) =>
          managed(`${local}.${set}`, word(policy).replace(/^arn:.*:policy\//, "")),
        )
      : [],
  );
  const attached = Object.entries(resource?.["aws_iam_role_policy_attachment"] ?? {});
  return [
    ...chosen,
    ...attached.flatMap(([name, value]) => {
      const { policy_arn: arn } = value as { policy_arn?: string };
      const policy = /:iam::aws:policy\/([^$}"]+)/.exec(arn ?? "")?.[1];
      return policy === undefined
        ? []
        : [managed(`aws_iam_role_policy_attachment.${name}`, policy)];
    }),
  ];
}

/** The sets that are granted even with `withPermissions = false`: the last list of the expression. */
function baseSets(locals: Json | undefined): Grant[] {
  const choice = String(locals?.["permission_sets"] ?? "");
  const [, sets = ""] = /: \[([^[\]]*)\][)\s]*\}$/.exec(choice) ?? [];
  return texts(sets).map((set) => ({
    where: "withPermissions = false",
    effect: "Allow",
    action: `permission set ${set}`,
    resource: "*",
    condition: "",
  }));
}

/** The text between the innermost braces around a position. */
function blockAround(text: string, position: number): string {
  const open: number[] = [];
  for (const { index, token } of tokensOf(text)) {
    if (token === "{") open.push(index);
    else if (token === "}") {
      const start = open.pop() ?? -1;
      if (start < position && position < index) return text.slice(start + 1, index);
    }
  }
  return text.slice((open.pop() ?? -1) + 1);
}

/** The value of an object's key: everything up to the comma or newline that ends it. */
function valueOf(block: string, key: string): string {
  const found = new RegExp(`"?\\b${key}"?\\s*[=:]\\s*`).exec(block);
  if (found === null) return "";
  const rest = block.slice(found.index + found[0].length);
  let depth = 0;
  for (const { index, token } of tokensOf(rest)) {
    if ("[({".includes(token)) depth++;
    else if ("])}".includes(token)) depth--;
    else if (depth === 0 && (token === "," || token === "\n")) return rest.slice(0, index).trim();
  }
  return rest.trim();
}

/** The strings of a list, or a single string; anything else as written. */
function texts(value: string): string[] {
  const quoted = [...tokensOf(value)].flatMap(({ index, token }) => {
    const isKey = /^\s*[=:]/.test(value.slice(index + token.length));
    return token.startsWith('"') && !isKey ? [token.slice(1, -1)] : [];
  });
  return quoted.length > 0 ? quoted : value === "" ? [] : [value];
}

const list = (value: unknown): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(word);

/** Text of a value. For CloudFormation's `Fn::Sub` the template, for other objects their JSON. */
function word(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  const substituted = (value as Json)["Fn::Sub"];
  return typeof substituted === "string" ? substituted : JSON.stringify(value);
}

const normalized = (condition: unknown): string =>
  condition === undefined ? "" : JSON.stringify(condition);

const without = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
    : value;
