import type { Attribute, Block, Body } from "../model/configuration";

/** Whether a file overrides what others say. https://developer.hashicorp.com/terraform/language/files/override */
export const isOverride = (name: string): boolean =>
  /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(name);

/** Blocks with what override files put in their place. */
export function overridden(
  blocks: readonly Block[],
  overrides: readonly Block[],
): readonly Block[] {
  const result = [...blocks];
  for (const override of overrides) {
    if (override.type === "locals") {
      for (const local of override.body.attributes.values()) overrideLocal(result, local);
      continue;
    }
    const at = result.findIndex(
      ({ type, labels }) =>
        type === override.type && labels.join("\0") === override.labels.join("\0"),
    );
    if (at !== -1) result[at] = { ...result[at]!, body: merged(result[at]!.body, override.body) };
    // Settings may stand in an override alone.
    else if (override.type === "terraform") result.push(override);
  }
  return result;
}

/** Local values are overridden by their names, in whichever block they stand. */
function overrideLocal(blocks: Block[], local: Attribute): void {
  const at = blocks.findIndex(
    ({ type, body }) => type === "locals" && body.attributes.has(local.name),
  );
  if (at === -1) return;
  const { body } = blocks[at]!;
  const attributes = new Map([...body.attributes, [local.name, local]]);
  blocks[at] = { ...blocks[at]!, body: { ...body, attributes } };
}

/** Arguments are replaced one by one, nested blocks all of a type at once; settings about the resource are merged. */
function merged(base: Body, override: Body): Body {
  const replaced = new Set(
    override.blocks.map(({ type }) => type).filter((type) => !MERGED.has(type)),
  );
  const kept = base.blocks.filter(({ type }) => !replaced.has(type));
  const into = (block: Block): Block => {
    const other = override.blocks.find(({ type }) => type === block.type && MERGED.has(type));
    return other === undefined ? block : { ...block, body: merged(block.body, other.body) };
  };
  const added = override.blocks.filter(
    ({ type }) => !MERGED.has(type) || !kept.some((block) => block.type === type),
  );
  return {
    ...base,
    attributes: new Map([...base.attributes, ...override.attributes]),
    blocks: [...kept.map(into), ...added],
  };
}

const MERGED = new Set(["lifecycle", "required_providers"]);
