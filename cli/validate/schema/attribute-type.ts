import type { AttributeSchema, Type } from "./kept-types";

/** The type that a value must become; attributes inside that may be left out are optional. */
export function attributeType({ type, nested_type: nested }: AttributeSchema): Type {
  if (type !== undefined) return type;
  if (nested === undefined) return "dynamic";
  const inner = Object.entries(nested.attributes);
  const object: Type = [
    "object",
    Object.fromEntries(inner.map(([name, each]) => [name, attributeType(each)])),
    inner.filter(([, each]) => each.required !== true).map(([name]) => name),
  ];
  return nested.nesting_mode === "single" ? object : [nested.nesting_mode, object];
}
