import { type Expression, type Value, text } from "../../lib/hcl";
import { ASSUMED_ROLES_PATH, NAME_PREFIX, type OwnNames, PARTITION } from "./policy";

const PLACEHOLDERS = new RegExp(`(${[PARTITION, NAME_PREFIX, ASSUMED_ROLES_PATH].join("|")})`);

/** A resource with references for its placeholders, for a policy that is an expression as a whole. */
export function resourceText(
  resource: string,
  partition: Value<string>,
  { namePrefix = "", assumedRolesPath = "/" }: OwnNames = {},
): Expression<string> {
  const values: Readonly<Record<string, Value<string>>> = {
    [PARTITION]: partition,
    [NAME_PREFIX]: namePrefix,
    [ASSUMED_ROLES_PATH]: assumedRolesPath,
  };
  // Text and placeholder in turn: split keeps the group.
  const parts = resource.split(PLACEHOLDERS);
  const texts = parts.filter((_, index) => index % 2 === 0);
  const placeholders = parts.filter((_, index) => index % 2 === 1);
  return text(
    Object.assign(texts, { raw: texts }),
    ...placeholders.map((placeholder) => values[placeholder]),
  );
}
