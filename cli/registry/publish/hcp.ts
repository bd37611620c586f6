import { setTimeout as sleep } from "node:timers/promises";
import { cannotRun, failure } from "../../terminal/errors";
import { unpackArchive } from "../package/archive";
import type { ModulePackage } from "../package/packages";
import { type Document, HcpClient, type HcpOptions, isDocument } from "./hcp-client";
import type { Published, Target } from "./target";

const READY = "ok";

/** Polls until the registry has unpacked an archive. */
const INGRESS_ATTEMPTS = 30;

const PROVIDER = "aws";

/** A module's name in the registry: its repository's name without `terraform-aws-`. */
const registryName = (module: string) => `apono-${module}`;

/** A property that is an object; undefined if it is missing or something else. */
function partOf(document: Document | undefined, key: string): Document | undefined {
  const part = document?.[key];
  return isDocument(part) ? part : undefined;
}

/** The private registry of an organization in HCP Terraform or Terraform Enterprise. */
export class HcpTarget implements Target {
  readonly description: string;
  private readonly client: HcpClient;
  private readonly pause: number;

  /** @throws CommandFailure for an invalid organization, address or token */
  constructor(
    private readonly organization: string,
    options: HcpOptions,
  ) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(organization))
      throw cannotRun(
        `"${organization}" is not a valid organization name. Use letters, digits, - and _.`,
      );
    this.client = new HcpClient(options);
    this.pause = options.pause ?? 1000;
    this.description = `the registry of ${organization} at ${this.client.address.host}`;
  }

  async versions(module: string): Promise<string[]> {
    return [...((await this.statuses(module)) ?? [])].flatMap(([version, status]) =>
      status === READY ? [version] : [],
    );
  }

  async read(module: string, version: string): Promise<Published | undefined> {
    const status = (await this.statuses(module))?.get(version);
    if (status === undefined) return undefined;
    // A version without an upload has no content.
    if (status !== READY) return { complete: false };
    const path = `/api/registry/v1/modules/${this.organization}/${registryName(module)}/${PROVIDER}/${version}/download`;
    const address = await this.client.downloadAddress(path);
    if (address === undefined) return undefined;
    const archive = await this.client.download(address);
    return { files: await unpackArchive(archive, `${module} ${version} there`), complete: true };
  }

  async write({ module, version, archive }: ModulePackage): Promise<void> {
    const statuses = (await this.statuses(module)) ?? (await this.createModule(module));
    // The upload URL is returned only once, on creation. An unfinished version must be created again.
    if (statuses.has(version)) await this.client.remove(`${this.path(module)}/${version}`);
    const made = await this.client.json("POST", `${this.path(module)}/versions`, {
      data: { type: "registry-module-versions", attributes: { version } },
    });
    const upload = partOf(partOf(made, "data"), "links")?.["upload"];
    if (typeof upload !== "string")
      throw failure(
        `${this.description} returned no upload URL for ${module} ${version}. Try again.`,
      );
    await this.client.upload(upload, archive);
    await this.untilReady(module, version);
  }

  usage({ module, version }: ModulePackage): string {
    const source = `${this.client.address.host}/${this.organization}/${registryName(module)}/${PROVIDER}`;
    return `source  = "${source}"\nversion = "${version}"`;
  }

  /**
   * Status by version; undefined if the module does not exist.
   * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules#get-a-module
   *
   * @throws CommandFailure if the organization does not exist either, or for an unexpected response
   */
  private async statuses(module: string): Promise<Map<string, string> | undefined> {
    const path = this.path(module);
    const found = await this.client.json("GET", path);
    if (found === undefined) {
      await this.requireOrganization();
      return undefined;
    }
    const attributes = partOf(partOf(found, "data"), "attributes");
    const versions = attributes?.["version-statuses"] ?? [];
    if (attributes === undefined || !Array.isArray(versions))
      throw this.client.unexpectedAnswer("GET", path, "a document that is not a module's");
    return new Map(
      (versions as unknown[]).flatMap((each): [string, string][] => {
        if (!isDocument(each)) return [];
        const { version, status } = each;
        return typeof version === "string" && typeof status === "string" ? [[version, status]] : [];
      }),
    );
  }

  /**
   * The API also returns 404 for a module if the organization does not exist or is not visible to the token.
   * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#show-an-organization
   */
  private async requireOrganization(): Promise<void> {
    const path = `/api/v2/organizations/${this.organization}`;
    const found = await this.client.json("GET", path);
    if (found === undefined)
      throw failure(
        `${this.client.address.host} has no organization ${this.organization}, or the token has no access to it. Correct the name, or use a token of a user or team of that organization.`,
      );
    if (partOf(found, "data")?.["type"] !== "organizations")
      throw this.client.unexpectedAnswer("GET", path, "a document that is not an organization's");
  }

  private async createModule(module: string): Promise<Map<string, string>> {
    const path = `/api/v2/organizations/${this.organization}/registry-modules`;
    const made = await this.client.json("POST", path, {
      data: {
        type: "registry-modules",
        attributes: {
          name: registryName(module),
          provider: PROVIDER,
          "registry-name": "private",
        },
      },
    });
    if (made === undefined)
      throw failure(
        `${this.client.address.host} has no organization ${this.organization}, or the token can't manage its modules.`,
      );
    return new Map();
  }

  private async untilReady(module: string, version: string): Promise<void> {
    let status: string | undefined;
    for (let attempt = 0; attempt < INGRESS_ATTEMPTS; attempt++) {
      status = (await this.statuses(module))?.get(version);
      if (status === READY) return;
      if (status?.endsWith("_failed"))
        throw failure(
          `${this.description} could not process ${module} ${version}: ${status}. Publish it again, or check the module there.`,
        );
      await sleep(this.pause);
    }
    throw failure(
      `${this.description} is still processing ${module} ${version} (${status}). Publish it again in a minute.`,
    );
  }

  private path(module: string): string {
    const { organization } = this;
    return `/api/v2/organizations/${organization}/registry-modules/private/${organization}/${registryName(module)}/${PROVIDER}`;
  }
}
