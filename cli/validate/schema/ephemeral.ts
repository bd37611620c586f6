import type { Shape } from "./shape";

/**
 * Whether a value is ephemeral: `now`, as Terraform sees it while it validates; or `later`, where it has lost sight of
 * the mark with what isn't known yet, and finds it at the plan.
 * https://developer.hashicorp.com/terraform/language/manage-sensitive-data/ephemeral
 */
export type Ephemeral = "now" | "later";

type Mark = Ephemeral | undefined;

/** What holds of a value that several have flowed into. */
export function anyOf(...marks: readonly Mark[]): Mark {
  if (marks.includes("now")) return "now";
  return marks.includes("later") ? "later" : undefined;
}

/** The mark as it is where Terraform loses it. */
export const lost = (mark: Mark): Mark => (mark === undefined ? undefined : "later");

/** The same value with a further mark. */
export function marked(shape: Shape, ...marks: readonly Mark[]): Shape {
  const ephemeral = anyOf(shape.ephemeral, ...marks);
  return ephemeral === shape.ephemeral ? shape : { ...shape, ephemeral };
}

/** The mark of a value or of anything in it. */
export const markIn = (shape: Shape): Mark => anyOf(shape.ephemeral, ...partsOf(shape).map(markIn));

function partsOf(shape: Shape): readonly Shape[] {
  if (shape.kind === "tuple") return shape.items;
  return shape.kind === "object" ? [...shape.attributes.values()] : [];
}

/** The same value, in which every ephemeral one is null. */
export function withoutEphemeral(shape: Shape): Shape {
  if (shape.ephemeral === "now") return { kind: "null" };
  const plain: Shape = { ...shape, ephemeral: undefined };
  if (plain.kind === "tuple") return { ...plain, items: plain.items.map(withoutEphemeral) };
  if (plain.kind !== "object") return plain;
  const attributes = [...plain.attributes].map(
    ([name, inner]) => [name, withoutEphemeral(inner)] as const,
  );
  return { ...plain, attributes: new Map(attributes) };
}
