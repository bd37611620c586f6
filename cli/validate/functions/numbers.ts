import { Refused, type TerraformFunction, exact, number, ofKnown } from "./arguments";

const ofNumbers = (known: (...numbers: readonly number[]) => number): TerraformFunction =>
  ofKnown((...values) => {
    if (values.length === 0) throw new Refused("it is given no number");
    return exact(known(...values.map(number)));
  });

export const NUMBERS: Readonly<Record<string, TerraformFunction>> = {
  abs: ofNumbers((value) => Math.abs(value!)),
  ceil: ofNumbers((value) => Math.ceil(value!)),
  floor: ofNumbers((value) => Math.floor(value!)),
  max: ofNumbers((...all) => Math.max(...all)),
  min: ofNumbers((...all) => Math.min(...all)),
};
