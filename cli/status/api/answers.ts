/** Responses of Apono's API: the fields that are used here. Times are ISO 8601. */

/** A connector, by `GET /api/admin/v3/connectors/{id}`. */
export interface Connector {
  /** The input `connectorId` of the deployment. */
  readonly id: string;
  readonly name: string;
  readonly status: "CONNECTED" | "DISCONNECTED";
  readonly version: string | null;
  readonly isLatestVersion: boolean | null;
  /** Null if it never connected. */
  readonly lastConnected: string | null;
  /** One per running instance while it is connected. */
  readonly sessions: readonly Session[];
  /** Whether its instances run on Kubernetes; undefined if none is connected. */
  readonly isOnKubernetes?: boolean;
}

/** A running instance of a connector. */
export interface Session {
  readonly id: string;
  readonly connectedSince: string | null;
  readonly version: string | null;
  /** 12 digits. */
  readonly accountId: string | null;
  readonly region: string | null;
  readonly zone: string | null;
}

type Json = Readonly<Record<string, unknown>>;

const object = (value: unknown): Json =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;

/** Parses a connector; undefined if the response is not one. */
export function connectorOf(answer: unknown): Connector | undefined {
  const { id, name, status, version, is_latest_version, last_connected, sessions } = object(answer);
  if (typeof id !== "string" || (status !== "CONNECTED" && status !== "DISCONNECTED"))
    return undefined;
  return {
    id,
    name: text(name) ?? id,
    status,
    version: text(version),
    isLatestVersion: typeof is_latest_version === "boolean" ? is_latest_version : null,
    lastConnected: text(last_connected),
    sessions: list(sessions).map(sessionOf),
    isOnKubernetes: list(sessions)
      .map(cloudOf)
      .map(({ kubernetes_type: type }) => text(type) !== null)[0],
  };
}

const cloudOf = (session: unknown): Json =>
  object(object(object(session)["metadata"])["cloud_provider_metadata"]);

function sessionOf(value: unknown): Session {
  const { id, last_connected_time, metadata } = object(value);
  const { connector_version } = object(metadata);
  const cloud = cloudOf(value);
  return {
    id: text(id) ?? "",
    connectedSince: text(last_connected_time),
    version: text(connector_version),
    accountId: text(cloud["aws_account_id"]),
    region: text(cloud["region"]),
    zone: text(cloud["availability_zone"]),
  };
}

/** Parses a page of a list; undefined if the response is not one. */
export function pageOf(
  answer: unknown,
): { readonly items: readonly unknown[]; readonly next: string | null } | undefined {
  const { items, pagination } = object(answer);
  if (!Array.isArray(items)) return undefined;
  return { items, next: text(object(pagination)["next_page_token"]) };
}
