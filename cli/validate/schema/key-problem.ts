import type { Expression } from "../model/expression";
import type { Found } from "./found";
import { familyOf } from "./misfit";
import { type Shape, shapeText } from "./shape";

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
