import {
  type Block,
  type Body,
  type Module,
  blocksOf,
  nestedBlocks,
  valueOf,
} from "../model/configuration";
import { keptProvider } from "./kept";
import type { BlockSchema, KeptProvider, SchemaKind } from "./kept-types";
import { admitsMajorOf } from "./versions";

/** What a module asks of a provider, by the name that it has there. */
interface Requirement {
  readonly source?: string;
  readonly version?: string;
}

/** What is known of a type. */
export type Known =
  | { readonly kind: "kept"; readonly schema: BlockSchema; readonly later: ReadonlySet<string> }
  /** Its provider has no such type. */
  | { readonly kind: "missing"; readonly provider: KeptProvider; readonly names: readonly string[] }
  /** Of another provider, another version, or just not kept. */
  | { readonly kind: "other" };

const OTHER: Known = { kind: "other" };

/** The providers of one module, as far as they are kept. */
export class ModuleProviders {
  private readonly requirements = new Map<string, Requirement>();

  constructor(module: Module) {
    for (const { body } of blocksOf(module, "terraform"))
      for (const required of nestedBlocks(body, "required_providers")) this.require(required);
  }

  /** What is known of a resource's, data source's or ephemeral resource's type. */
  typeOf(kind: SchemaKind, block: Block): Known {
    const type = block.labels[0] ?? "";
    const name = providerNameOf(block) ?? type.split("_")[0]!;
    const found = this.provider(name);
    if (found === undefined) return OTHER;
    const { provider, isLater } = found;
    const schema = provider[kind][type];
    if (schema !== undefined) {
      const names = isLater ? provider.later?.names[`${kind}.${type}`] : undefined;
      return { kind: "kept", schema, later: new Set(names) };
    }
    const later = isLater && kind !== "ephemeral" ? (provider.later?.types[kind] ?? []) : [];
    const names = [...provider.names[kind], ...later];
    // Of ephemeral resources no later names are kept, and of stand-ins none but those in use.
    if (names.includes(type) || kind === "ephemeral" || provider.names.resource.length < 50)
      return OTHER;
    return { kind: "missing", provider, names };
  }

  /** The schema of a provider's own block. */
  configurationOf(block: Block): Known {
    const found = this.provider(block.labels[0] ?? "");
    if (found === undefined) return OTHER;
    const names = found.isLater ? found.provider.later?.names[`provider.${block.labels[0]}`] : [];
    return { kind: "kept", schema: found.provider.config, later: new Set(names) };
  }

  private provider(name: string): { provider: KeptProvider; isLater: boolean } | undefined {
    const {
      source = name === "terraform" ? "terraform.io/builtin/terraform" : `hashicorp/${name}`,
      version,
    } = this.requirements.get(name) ?? {};
    const plain = source.replace(/^registry\.(terraform\.io|opentofu\.org)\//, "");
    const provider = keptProvider(plain);
    if (provider === undefined) return undefined;
    const { later } = provider;
    const isLater = later !== undefined && admitsMajorOf(version ?? "", later.version);
    return isLater || admitsMajorOf(version ?? "", provider.version)
      ? { provider, isLater }
      : undefined;
  }

  private require(body: Body): void {
    for (const { name, value } of body.attributes.values()) {
      if (value.kind === "literal") this.requirements.set(name, { version: String(value.value) });
      if (value.kind !== "object") continue;
      const text = (key: string) => {
        const found = value.entries.find(
          ({ key: each }) => each.kind === "literal" && each.value === key,
        );
        return found?.value.kind === "literal" ? String(found.value.value) : undefined;
      };
      this.requirements.set(name, { source: text("source"), version: text("version") });
    }
  }
}

/** The provider that a resource names itself: `provider = aws.management`, which is a string in JSON. */
function providerNameOf({ body }: Block): string | undefined {
  const value = valueOf(body, "provider");
  if (value?.kind === "reference") return value.root;
  return value?.kind === "literal" ? String(value.value).split(".")[0] : undefined;
}
