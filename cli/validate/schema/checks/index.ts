import type { TypedBlock } from "../placed";
import { AWS } from "./aws";
import type { TypeChecks } from "./check";

const NOTHING: TypeChecks = { values: [], conflicts: [] };

/** What is checked of a block's type beyond its schema. */
export const checksOf = ({ kind, block }: TypedBlock): TypeChecks =>
  AWS[`${kind}.${block.labels[0]}`] ?? NOTHING;
