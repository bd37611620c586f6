import { type Module, blocksOf, bodiesOf, nestedBlocks, valueOf } from "./configuration";
import type { Range } from "./range";

/** An entry of `required_providers`. */
export interface RequiredProvider {
  readonly name: string;
  readonly source?: string;
  readonly version?: string;
  readonly range: Range;
  readonly versionRange: Range;
  /** `aws.management`, of `configuration_aliases`. */
  readonly aliases: readonly string[];
}

/** What a module requires of its providers. https://developer.hashicorp.com/terraform/language/providers/requirements */
export const requiredProviders = (module: Module): RequiredProvider[] => [
  ...new Map(entriesOf(module).map((each) => [each.name, each])).values(),
];

/** Every entry, also those that a later one of the name overrides. */
const entriesOf = (module: Module): RequiredProvider[] =>
  blocksOf(module, "terraform")
    .flatMap(({ body }) => nestedBlocks(body, "required_providers"))
    .flatMap(({ attributes }) => [...attributes.values()])
    .map(({ name, value, range }) => {
      // A bare version is the syntax before Terraform 0.13.
      const fields = bodiesOf(value)[0];
      const version = value.kind === "literal" ? value : fields && valueOf(fields, "version");
      const source = fields && valueOf(fields, "source");
      const aliases = fields && valueOf(fields, "configuration_aliases");
      return {
        name,
        ...(source?.kind === "literal" && { source: String(source.value) }),
        ...(version?.kind === "literal" && { version: String(version.value) }),
        range,
        versionRange: version?.range ?? range,
        aliases:
          aliases?.kind === "list"
            ? aliases.items.flatMap((item) =>
                item.kind === "reference"
                  ? [[item.root, ...item.steps].join(".")]
                  : item.kind === "literal"
                    ? [String(item.value)]
                    : [],
              )
            : [],
      };
    });

/**
 * Whether a provider is built into Terraform and has no version.
 * https://developer.hashicorp.com/terraform/language/providers/requirements#built-in-providers
 */
export const isBuiltIn = ({ name, source }: RequiredProvider): boolean =>
  source === undefined ? name === "terraform" : /^terraform\.io\/builtin\//i.test(source);

/** The providers that a module's own blocks use, by their local names. */
export function usedProviders(module: Module): ReadonlyMap<string, Range> {
  const used = new Map<string, Range>();
  const note = (name: string, range: Range) => {
    if (name !== "" && name !== "terraform" && !used.has(name)) used.set(name, range);
  };
  for (const { type, labels, body, range } of module.blocks) {
    if (type === "provider") note(labels[0] ?? "", range);
    if (!["resource", "data", "ephemeral"].includes(type)) continue;
    const chosen = valueOf(body, "provider");
    if (chosen?.kind === "reference") note(chosen.root, range);
    else if (chosen?.kind === "literal") note(String(chosen.value).split(".")[0] ?? "", range);
    else note((labels[0] ?? "").split("_")[0] ?? "", range);
  }
  return used;
}
