import type { Attribute, Block, Body, SyntaxProblem } from "../model/configuration";

/** Whether a file overrides what others say. https://developer.hashicorp.com/terraform/language/files/override */
export const isOverride = (name: string): boolean =>
  /^(.*_)?override\.(tf|tofu)(\.json)?$/.test(name);

/** Blocks with what override files put in their place. */
export function overridden(
  blocks: readonly Block[],
  overrides: readonly Block[],
): { readonly blocks: readonly Block[]; readonly problems: readonly SyntaxProblem[] } {
  const result = [...blocks];
  const problems: SyntaxProblem[] = [];
  const missing = (what: string, range: SyntaxProblem["range"]) =>
    problems.push({
      message: `There is no ${what} that this could override.`,
      mend: "Correct its type or name, or move it to a file whose name doesn't end in override.",
      range,
    });
  for (const override of overrides) {
    if (override.type === "locals") {
      for (const local of override.body.attributes.values())
        if (!overrideLocal(result, local)) missing(`local value ${local.name}`, local.nameRange);
      continue;
    }
    const at = result.findIndex(
      ({ type, labels }) =>
        type === override.type && labels.join("\0") === override.labels.join("\0"),
    );
    if (at !== -1) result[at] = { ...result[at]!, body: merged(result[at]!.body, override.body) };
    // Settings may stand in an override alone.
    else if (override.type === "terraform") result.push(override);
    else missing([override.type, ...override.labels].join(" "), override.range);
  }
  return { blocks: result, problems };
}

/** Local values are overridden by their names, in whichever block they stand. @returns whether there is one of the name */
function overrideLocal(blocks: Block[], local: Attribute): boolean {
  const at = blocks.findIndex(
    ({ type, body }) => type === "locals" && body.attributes.has(local.name),
  );
  if (at === -1) return false;
  const { body } = blocks[at]!;
  const attributes = new Map([...body.attributes, [local.name, local]]);
  blocks[at] = { ...blocks[at]!, body: { ...body, attributes } };
  return true;
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
