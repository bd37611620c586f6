import type { Block, Body, SyntaxProblem } from "../model/configuration";

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
  for (const override of overrides) {
    const at = result.findIndex(
      ({ type, labels }) =>
        type === override.type && labels.join("\0") === override.labels.join("\0"),
    );
    if (at !== -1) result[at] = { ...result[at]!, body: merged(result[at]!.body, override.body) };
    // Settings may stand in an override alone.
    else if (override.type === "terraform") result.push(override);
    else
      problems.push({
        message: `There is no ${[override.type, ...override.labels].join(" ")} that this could override.`,
        mend: "Correct its type or name, or move it to a file whose name doesn't end in override.",
        range: override.range,
      });
  }
  return { blocks: result, problems };
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
