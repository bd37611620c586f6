/**
 * What IAM makes of a policy, where the emulator makes nothing of it: enough of the language for the policies of this
 * project, and an error for what is not among it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export interface Request {
  readonly action: string;
  /** The ARN of the role that asks (not of its session). */
  readonly principal: string;
  /** What is asked for; a trust policy has none. */
  readonly resource?: string;
  readonly externalId?: string;
  /** All further condition keys of the request; a key that is not among them is absent. @default - asking for one throws */
  readonly context?: Readonly<Record<string, string>>;
}

interface PolicyStatement {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: { readonly AWS?: string | readonly string[] };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/** A policy document, parsed. */
export interface Policy {
  readonly Statement: readonly PolicyStatement[];
}

/** Whether some statement allows a request, and none denies it. */
export function allows(policies: readonly Policy[], request: Request): boolean {
  const applying = policies
    .flatMap(({ Statement }) => Statement)
    .filter((statement) => applies(statement, request));
  return (
    applying.some(({ Effect }) => Effect === "Allow") &&
    !applying.some(({ Effect }) => Effect === "Deny")
  );
}

function applies(statement: PolicyStatement, request: Request): boolean {
  const { Principal, Action, Resource, Condition } = statement;
  return (
    list(Action).some((action) => isLike(request.action, action)) &&
    (Resource === undefined ||
      list(Resource).some((resource) => isLike(request.resource ?? "", resource))) &&
    (Principal === undefined || list(Principal.AWS).some((one) => isPrincipal(one, request))) &&
    Object.entries(Condition ?? {}).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, request)),
    )
  );
}

/** An account's root stands for every identity of the account. */
function isPrincipal(wanted: string, { principal }: Request): boolean {
  const account = /^arn:[^:]+:iam::(\d{12}):root$/.exec(wanted)?.[1];
  return account === undefined
    ? wanted === principal || wanted === "*"
    : principal.split(":")[4] === account;
}

function holds(
  operator: string,
  key: string,
  wanted: string | readonly string[],
  request: Request,
): boolean {
  const context: Readonly<Record<string, string | undefined>> = {
    "aws:PrincipalArn": request.principal,
    "sts:ExternalId": request.externalId,
    ...request.context,
  };
  if (!(key in context) && request.context === undefined)
    throw new Error(`This request has no key ${key}.`);
  const value = context[key];
  if (operator === "StringNotEquals") return !list(wanted).includes(value ?? "");
  if (value === undefined) return false;
  if (operator === "StringEquals") return list(wanted).includes(value);
  if (["ArnEquals", "ArnLike", "StringLike"].includes(operator))
    return list(wanted).some((each) => isLike(value, each));
  throw new Error(`Nothing is known of ${operator} here.`);
}

function isLike(value: string, pattern: string): boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
  return new RegExp(`^${source.replaceAll("?", ".")}$`, "i").test(value);
}

const list = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;
