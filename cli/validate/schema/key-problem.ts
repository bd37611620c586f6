import type { Expression } from "../model/expression";
import { converted } from "./convert";
import type { Found } from "./found";
import { familyOf } from "./misfit";
import { type Shape, shapeText } from "./shape";

/** What is wrong with the keys that the rounds of a `for` give, each of which is another. */
export function repeatedKey(keys: readonly Shape[], { range }: Expression): Found[] {
  const seen = new Set<string>();
  for (const key of keys.map((each) => converted(each, "string"))) {
    if (key.kind !== "known") continue;
    const name = String(key.value);
    if (seen.has(name))
      return [
        {
          topic: "expression",
          message: `A for expression gives the key ${JSON.stringify(name)} more than once.`,
          mend: "Make every key another, or write ... behind the value, which gathers the values of one key in a list.",
          range,
        },
      ];
    seen.add(name);
  }
  return [];
}

/** What is wrong with a value as a key of an object. */
export function nameProblem(key: Shape, { range }: Expression): Found[] {
  if (key.kind === "unknown" || familyOf(key) === "primitive") return [];
  return [
    {
      topic: "expression",
      message: `A key of an object is a text: ${shapeText(key)} is none.`,
      mend: "Give it a text, or read the part of the value that is meant.",
      range,
    },
  ];
}
