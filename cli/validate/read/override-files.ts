import type { Block, Body } from "../../terraform/configuration";

/** Whether a file is an override file. https://developer.hashicorp.com/terraform/language/files/override */
export const isOverride = (name: string): boolean =>
  /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(name);

/** Blocks whose entries are merged by name: the last one counts. */
const OF_ENTRIES = new Set(["locals", "terraform"]);

/** Merges override blocks into blocks. An override without a base block is ignored: Terraform rejects it. */
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

/** Replaces arguments one by one, and nested blocks by type, except lifecycle. */
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
