import { setTimeout as sleep } from "node:timers/promises";
import { refused, unusable } from "../errors";
import { unpackArchive } from "../package/archive";
import type { ModulePackage } from "../package/packages";
import { HcpClient, type HcpOptions } from "./hcp-client";
import type { Published, Target } from "./target";

/** What the API tells of a module. https://developer.hashicorp.com/terraform/cloud-docs/api-docs/private-registry/modules */
interface ModuleDocument {
  readonly data: {
    readonly attributes: {
      readonly "version-statuses"?: readonly {
        readonly version: string;
        readonly status: string;
      }[];
    };
  };
}

interface VersionDocument {
  readonly data: { readonly links?: { readonly upload?: string } };
}

const READY = "ok";

/** The registry takes an archive apart on its own time. */
const INGRESS_ATTEMPTS = 30;

const PROVIDER = "aws";

/** A module's name there: its repository's without `terraform-aws-`, as the public registry would call it. */
const nameThere = (module: string) => `apono-${module}`;

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
    const path = `/api/registry/v1/modules/${this.organization}/${nameThere(module)}/${PROVIDER}/${version}/download`;
    const address = await this.client.downloadAddress(path);
    if (address === undefined) return undefined;
    const archive = await this.client.download(address);
    return { files: await unpackArchive(archive, `${module} ${version} there`), complete: true };
  }

  async write({ module, version, archive }: ModulePackage): Promise<void> {
    const statuses = (await this.statuses(module)) ?? (await this.createModule(module));
    // Its address for the upload was told once, to whoever made it: only a new one can be filled.
    if (statuses.has(version)) await this.client.json("DELETE", `${this.path(module)}/${version}`);
    const made = await this.client.json<VersionDocument>("POST", `${this.path(module)}/versions`, {
      data: { type: "registry-module-versions", attributes: { version } },
    });
    const upload = made?.data.links?.upload;
    if (upload === undefined)
      throw refused(`${this.description} gave no address to upload ${module} ${version} to.`);
    await this.client.upload(upload, archive);
    await this.untilReady(module, version);
  }

  usage({ module, version }: ModulePackage): string {
    const source = `${this.client.address.host}/${this.organization}/${nameThere(module)}/${PROVIDER}`;
    return `source  = "${source}"\nversion = "${version}"`;
  }

  /** Status by version; undefined where there is no such module. */
  private async statuses(module: string): Promise<Map<string, string> | undefined> {
    const found = await this.client.json<ModuleDocument>("GET", this.path(module));
    return (
      found &&
      new Map(
        (found.data.attributes["version-statuses"] ?? []).map(({ version, status }) => [
          version,
          status,
        ]),
      )
    );
  }

  private async createModule(module: string): Promise<Map<string, string>> {
    const path = `/api/v2/organizations/${this.organization}/registry-modules`;
    const made = await this.client.json("POST", path, {
      data: {
        type: "registry-modules",
        attributes: {
          name: nameThere(module),
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
    return `/api/v2/organizations/${organization}/registry-modules/private/${organization}/${nameThere(module)}/${PROVIDER}`;
  }
}
