/** A running instance of a connector, as the API lists it. */
export interface ApiSession {
  readonly id: string;
  readonly last_connected_time: string;
  readonly metadata: {
    readonly connector_version: string | null;
    readonly cloud_provider_metadata: Readonly<Record<string, string | boolean | null>>;
  };
}

/** A connector as the API answers it. */
export interface ApiConnector {
  readonly id: string;
  readonly name: string;
  readonly status: "CONNECTED" | "DISCONNECTED";
  readonly version: string;
  readonly is_latest_version: boolean;
  readonly last_connected: string | null;
  readonly cloud_provider_type: string;
  readonly sessions: readonly ApiSession[];
}

/** What a connector is to be like; the rest is that of a connector which runs as it should. */
export interface ConnectorShape extends Partial<Omit<ApiConnector, "id" | "sessions">> {
  /** How many instances are connected. @default 1 */
  readonly instances?: number;
  /** @default 123456789012 */
  readonly accountId?: string;
  /** @default us-east-1 */
  readonly region?: string;
}

/** When everything that is connected has connected. */
export const CONNECTED_AT = "2026-11-28T10:00:00Z";

/** A connector of this id. Without instances it is disconnected. */
export function apiConnector(id: string, shape: ConnectorShape = {}): ApiConnector {
  const { instances = 1, accountId = "123456789012", region = "us-east-1", ...given } = shape;
  const version = given.version ?? "v1.7.8";
  return {
    id,
    name: id,
    status: instances > 0 ? "CONNECTED" : "DISCONNECTED",
    is_latest_version: true,
    last_connected: CONNECTED_AT,
    cloud_provider_type: "AWS",
    ...given,
    version,
    sessions: Array.from({ length: instances }, (_, index) => ({
      id: `session-${index + 1}`,
      last_connected_time: given.last_connected ?? CONNECTED_AT,
      metadata: {
        connector_version: version,
        cloud_provider_metadata: {
          aws_account_id: accountId,
          region,
          availability_zone: `${region}${"abc"[index % 3]}`,
          kubernetes_type: null,
          kubernetes_version: null,
          is_kubernetes_admin: null,
          local_deploy: false,
          organization_id: null,
        },
      },
    })),
  };
}
