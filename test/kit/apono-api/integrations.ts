import type { LoopbackResponse } from "../kubernetes/loopback-server";
import { json, notFound, pageOf, refused } from "./answers";
import type { ApiConnector } from "./connectors";

/** An integration as the API answers it. */
export interface ApiIntegration {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly category: "RESOURCES";
  readonly status: string;
  readonly connector_id: string | null;
  readonly integration_config: Readonly<Record<string, string>>;
  readonly connected_resource_types: readonly string[] | null;
  readonly custom_access_details: string | null;
  readonly owner: OwnerAnswer | null;
  readonly owners_mapping: OwnerAnswer | null;
}

/** What {@link IntegrationBook} is asked to make or change. */
interface Upsert extends Partial<
  Omit<ApiIntegration, "id" | "category" | "status" | "owner" | "owners_mapping">
> {
  readonly owner?: OwnerRequest | null;
  readonly owners_mapping?: OwnerRequest | null;
}

interface OwnerRequest {
  readonly attribute_type: string;
  readonly attribute_value?: readonly string[];
  readonly key_name?: string;
  readonly source_integration_reference?: string | null;
}

interface OwnerAnswer extends Omit<OwnerRequest, "source_integration_reference"> {
  readonly source_integration_name: string | null;
}

/** Where integrations are. */
export const INTEGRATIONS_PATH = "/api/admin/v4/integrations";

/** The integrations of Apono's API: made, read, changed, listed and deleted. */
export class IntegrationBook {
  private readonly kept = new Map<string, ApiIntegration>();
  private made = 0;

  get all(): readonly ApiIntegration[] {
    return [...this.kept.values()];
  }

  clear(): void {
    this.kept.clear();
  }

  /** Makes one, as somebody does in the console. @returns its id */
  add(given: Upsert & { readonly name: string; readonly type: string }): string {
    const id = `00000000-0000-4000-8000-${String(++this.made).padStart(12, "0")}`;
    this.kept.set(id, {
      id,
      name: given.name,
      type: given.type,
      category: "RESOURCES",
      status: "Active",
      ...settings(given),
    });
    return id;
  }

  /** Answers a call below {@link INTEGRATIONS_PATH}. */
  answer(
    method: string,
    url: URL,
    body: string,
    connectors: readonly ApiConnector[],
  ): LoopbackResponse {
    const id = decodeURIComponent(url.pathname.slice(INTEGRATIONS_PATH.length + 1));
    if (id === "") {
      if (method === "GET") return pageOf(url.searchParams, this.matching(url.searchParams));
      return method === "POST" ? this.make(JSON.parse(body) as Upsert, connectors) : notAllowed();
    }
    const found = this.kept.get(id);
    if (found === undefined) return notFound();
    switch (method) {
      case "GET":
        return json(found);
      case "PUT":
        return this.change(found, JSON.parse(body) as Upsert, connectors);
      case "DELETE":
        this.kept.delete(id);
        return { status: 204, body: "" };
    }
    return notAllowed();
  }

  private make(given: Upsert, connectors: readonly ApiConnector[]): LoopbackResponse {
    const { name, type } = given;
    if (!name || !type) return refused("name and type are required");
    const problem = this.problemOf(given, connectors);
    return problem ?? json(this.kept.get(this.add({ ...given, name, type }))!);
  }

  private change(
    found: ApiIntegration,
    given: Upsert,
    connectors: readonly ApiConnector[],
  ): LoopbackResponse {
    const problem = this.problemOf(given, connectors, found.id);
    if (problem !== undefined) return problem;
    const changed = { ...found, name: given.name ?? found.name, ...settings(given) };
    this.kept.set(found.id, changed);
    return json(changed);
  }

  private problemOf(
    { name, connector_id, custom_access_details }: Upsert,
    connectors: readonly ApiConnector[],
    own?: string,
  ): LoopbackResponse | undefined {
    if (this.all.some((each) => each.name === name && each.id !== own))
      return refused(`Integration with name ${name} already exists`);
    if (!connectors.some(({ id }) => id === connector_id))
      return refused(`Connector ${connector_id} not found`);
    if ((custom_access_details?.length ?? 0) > 400)
      return refused("custom_access_details is longer than 400 characters");
    return undefined;
  }

  private matching(query: URLSearchParams): ApiIntegration[] {
    const fits = (filter: string | null, value: string | null) =>
      filter === null || wildcard(filter).test(value ?? "");
    return this.all.filter(
      ({ name, type, connector_id, status }) =>
        fits(query.get("name"), name) &&
        fits(query.get("type"), type) &&
        fits(query.get("connector_id"), connector_id) &&
        fits(query.get("status"), status),
    );
  }
}

/** A text with * as a wildcard; not case-sensitive. */
const wildcard = (filter: string) =>
  new RegExp(
    `^${filter
      .split("*")
      .map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"))
      .join(".*")}$`,
    "i",
  );

const settings = (given: Upsert) => ({
  connector_id: given.connector_id ?? null,
  integration_config: given.integration_config ?? {},
  connected_resource_types: given.connected_resource_types ?? null,
  custom_access_details: given.custom_access_details ?? null,
  owner: ownerOf(given.owner),
  owners_mapping: ownerOf(given.owners_mapping),
});

function ownerOf(given: OwnerRequest | null | undefined): OwnerAnswer | null {
  if (given == null) return null;
  const { source_integration_reference, ...others } = given;
  return { ...others, source_integration_name: source_integration_reference ?? null };
}

const notAllowed = () => json({ message: "Method not allowed" }, 405);
