import { setTimeout as sleep } from "node:timers/promises";
import { refused, unusable } from "../../terminal/errors";
import { unpackArchive } from "../package/archive";
import type { ModulePackage } from "../package/packages";
import { type Document, HcpClient, type HcpOptions, isDocument } from "./hcp-client";
import type { Published, Target } from "./target";

const READY = "ok";

/** The registry takes an archive apart on its own time. */
const INGRESS_ATTEMPTS = 30;

const PROVIDER = "aws";

/** A module's name there: its repository's without `terraform-aws-`, as the public registry would call it. */
const registryName = (module: string) => `apono-${module}`;

/** A part of an answer that is an object; undefined where it isn't there or is something else. */
function partOf(document: Document | undefined, key: string): Document | undefined {
  const part = document?.[key];
  return isDocument(part) ? part : undefined;
}

/** The private registry of an organization in HCP Terraform or Terraform Enterprise. */
export class HcpTarget implements Target {
  readonly description: string;
  private readonly client: HcpClient;
  private readonly pause: number;

  /** @throws CommandFailure where the organization's name, the address or the token can't be right */
  constructor(
    private readonly organization: string,
    options: HcpOptions,
  ) {
    if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(organization))
      throw unusable(
        `"${organization}" can't name an organization. Give letters, digits, - and _.`,
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
    // What was made and never filled has nothing to read.
    if (status !== READY) return { complete: false };
    const path = `/api/registry/v1/modules/${this.organization}/${registryName(module)}/${PROVIDER}/${version}/download`;
    const address = await this.client.downloadAddress(path);
    if (address === undefined) return undefined;
    const archive = await this.client.download(address);
    return { files: await unpackArchive(archive, `${module} ${version} there`), complete: true };
  }

  async write({ module, version, archive }: ModulePackage): Promise<void> {
    const statuses = (await this.statuses(module)) ?? (await this.createModule(module));
    // Its address for the upload was told once, to whoever made it: only a new one can be filled.
    if (statuses.has(version)) await this.client.remove(`${this.path(module)}/${version}`);
    const made = await this.client.json("POST", `${this.path(module)}/versions`, {
      data: { type: "registry-module-versions", attributes: { version } },
    });
    const upload = partOf(partOf(made, "data"), "links")?.["upload"];
    if (typeof upload !== "string")
      throw refused(`${this.description} gave no address to upload ${module} ${version} to.`);
    await this.client.upload(upload, archive);
    await this.untilReady(module, version);
  }

  usage({ module, version }: ModulePackage): string {
    const source = `${this.client.address.host}/${this.organization}/${registryName(module)}/${PROVIDER}`;
    return `source  = "${source}"\nversion = "${version}"`;
  }

  /**
   * Status by version; undefined where there is no such module.
   * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules#get-a-module
   *
   * @throws CommandFailure where there is no such organization either, or the answer is about something else
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
   * A module's 404 may mean that its organization isn't there, or that the token may not see it: the API answers both alike.
   * https://developer.hashicorp.com/terraform/cloud-docs/api-docs/organizations#show-an-organization
   */
  private async requireOrganization(): Promise<void> {
    const path = `/api/v2/organizations/${this.organization}`;
    const found = await this.client.json("GET", path);
    if (found === undefined)
      throw refused(
        `${this.client.address.host} has no organization ${this.organization}, or the token may not see it. Correct the name, or give the token of a user or team of that organization.`,
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
      throw refused(
        `${this.client.address.host} has no organization ${this.organization}, or the token may not manage its modules.`,
      );
    return new Map();
  }

  private async untilReady(module: string, version: string): Promise<void> {
    let status: string | undefined;
    for (let attempt = 0; attempt < INGRESS_ATTEMPTS; attempt++) {
      status = (await this.statuses(module))?.get(version);
      if (status === READY) return;
      if (status?.endsWith("_failed"))
        throw refused(
          `${this.description} can't read ${module} ${version}: ${status}. Publish it again, or look at the module there.`,
        );
      await sleep(this.pause);
    }
    throw refused(
      `${this.description} is not done with ${module} ${version} yet (${status}). Publish it again in a minute.`,
    );
  }

  private path(module: string): string {
    const { organization } = this;
    return `/api/v2/organizations/${organization}/registry-modules/private/${organization}/${registryName(module)}/${PROVIDER}`;
  }
}
