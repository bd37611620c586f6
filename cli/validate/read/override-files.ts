import type { Block, Body } from "../../terraform/configuration";

/** Whether a file overrides what others say. https://developer.hashicorp.com/terraform/language/files/override */
export const isOverride = (name: string): boolean =>
  /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(name);

/** Blocks that hold entries by name, of which a later one counts. */
const OF_ENTRIES = new Set(["locals", "terraform"]);

/** Blocks with what override files put in their place; what overrides nothing is left out, which Terraform refuses. */
export const applyOverrides = (blocks: readonly Block[], overrides: readonly Block[]): Block[] => [
  ...blocks.map((block) =>
    overrides
      .filter((each) => !OF_ENTRIES.has(each.type) && isSame(each, block))
      .reduce<Block>((all, { body }) => ({ ...all, body: merged(all.body, body) }), block),
  ),
  ...overrides.filter(({ type }) => OF_ENTRIES.has(type)),
];

const isSame = (one: Block, other: Block): boolean =>
  one.type === other.type && one.labels.join("\0") === other.labels.join("\0");

/** Arguments are replaced one by one, nested blocks all of a type at once, but for settings about the resource. */
const merged = (base: Body, override: Body): Body => ({
  ...base,
  attributes: new Map([...base.attributes, ...override.attributes]),
  blocks: [
    ...base.blocks.filter(
      ({ type }) => type === "lifecycle" || override.blocks.every((each) => each.type !== type),
    ),
    ...override.blocks,
  ],
});
