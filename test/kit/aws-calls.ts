import type { IncomingMessage } from "node:http";

/** One call of an AWS API, as a proxy sees it. */
export interface ApiCall {
  /** The service's name in the signature (`iam`, `ecs`, …); empty where the call is not signed. */
  readonly service: string;
  /** `CreateRole`; for a REST call, which names no action, method and path: `GET /clusters/a`. */
  readonly action: string;
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly body: string;
  readonly at: Date;
}

/** Which calls are meant; what is left out matches all. */
export interface CallMatcher {
  readonly service?: string;
  readonly action?: string | RegExp;
  readonly method?: string;
  readonly path?: string | RegExp;
  /** Anything else, such as the body. */
  readonly where?: (call: ApiCall) => boolean;
}

/** Reads service and action off a request. */
export function describeCall(request: IncomingMessage, body: Buffer): ApiCall {
  const method = request.method ?? "GET";
  const path = request.url ?? "/";
  const text = body.toString("utf8");
  return {
    service: serviceOf(request.headers.authorization),
    action: targetOf(request) ?? actionOf(request, path, text) ?? `${method} ${withoutQuery(path)}`,
    method,
    path,
    body: text,
    at: new Date(),
  };
}

/** Whether a call is one of those meant. */
export function matches(call: ApiCall, matcher: CallMatcher): boolean {
  return (
    (matcher.service === undefined || matcher.service === call.service) &&
    isLike(call.action, matcher.action) &&
    (matcher.method === undefined || matcher.method === call.method) &&
    isLike(call.path, matcher.path) &&
    (matcher.where?.(call) ?? true)
  );
}

/** `AWS4-HMAC-SHA256 Credential=<key>/<date>/<region>/<service>/aws4_request, …` */
function serviceOf(authorization: string | undefined): string {
  return /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(authorization ?? "")?.[1] ?? "";
}

/** JSON protocols: `X-Amz-Target: secretsmanager.CreateSecret`. */
function targetOf(request: IncomingMessage): string | undefined {
  return [request.headers["x-amz-target"]].flat()[0]?.split(".").at(-1);
}

/** Query protocols: `Action=CreateRole` in a form, or in the URL. */
function actionOf(request: IncomingMessage, path: string, body: string): string | undefined {
  const isForm = /x-www-form-urlencoded/.test(request.headers["content-type"] ?? "");
  const query = path.includes("?") ? path.slice(path.indexOf("?") + 1) : "";
  const action = isForm ? new URLSearchParams(body).get("Action") : null;
  return action ?? new URLSearchParams(query).get("Action") ?? undefined;
}

function withoutQuery(path: string): string {
  return path.split("?")[0] ?? path;
}

function isLike(value: string, wanted: string | RegExp | undefined): boolean {
  if (wanted === undefined) return true;
  return typeof wanted === "string" ? wanted === value : wanted.test(value);
}
