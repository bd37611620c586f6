/** What IAM is asked before an API call is done: one action on one resource. */
export interface AuthorizationRequest {
  /** `ecs:CreateService` */
  readonly action: string;
  /** An ARN, or `*` where AWS checks none. */
  readonly resource: string;
  /** Condition keys of the request, without those that every request has. */
  readonly context: Readonly<Record<string, string>>;
}

/** Where the calls are made. */
export interface CallPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
}

export const request = (
  action: string,
  resource = "*",
  context: AuthorizationRequest["context"] = {},
): AuthorizationRequest => ({ action, resource, context });

/** A call's parameters: of a form, or of JSON. */
export interface Parameters {
  /** A parameter that is a text; undefined where it is not given. */
  text(name: string): string | undefined;
  /** Whether the call gives a parameter, or one whose name begins so: `Tags` for `Tags.member.1.Key`. */
  has(name: string): boolean;
  /** A list of texts in a form: `SubnetId.1`, `SubnetId.2`, … */
  listed(name: string): string[];
  /** The parameters themselves, of JSON. */
  readonly json: Readonly<Record<string, unknown>>;
}

/** Reads the parameters of a call's body. */
export function parametersOf(body: string): Parameters {
  if (body.startsWith("{")) {
    const json = JSON.parse(body) as Record<string, unknown>;
    const isFilled = (value: unknown) =>
      typeof value === "object" && value !== null ? Object.keys(value).length > 0 : value != null;
    return {
      json,
      text: (name) => (typeof json[name] === "string" ? json[name] : undefined),
      has: (name) => isFilled(json[name]),
      listed: () => [],
    };
  }
  const form = new URLSearchParams(body);
  return {
    json: {},
    text: (name) => form.get(name) ?? undefined,
    listed: (name) =>
      [...form]
        .filter(([key]) => new RegExp(`^${name}\\.\\d+$`).test(key))
        .map(([, value]) => value),
    has: (name) => [...form.keys()].some((key) => key === name || key.startsWith(`${name}.`)),
  };
}

/** The actions that a service's calls are checked for. */
export type ServiceRequests = (
  action: string,
  parameters: Parameters,
  place: CallPlace,
) => readonly AuthorizationRequest[];

/** An ARN of a place. */
export const arnAt = ({ partition, region, accountId }: CallPlace, service: string, rest: string) =>
  `arn:${partition}:${service}:${region}:${accountId}:${rest}`;

/** A name, or an ARN that is one already. */
export const asArn = (nameOrArn: string, arn: (name: string) => string): string =>
  nameOrArn.startsWith("arn:") ? nameOrArn : arn(nameOrArn);
