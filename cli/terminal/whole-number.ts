import { InvalidArgumentError } from "commander";

/** Reads an option's whole number, in digits, that is within bounds; both are included. */
export const wholeNumber =
  (from: number, to: number, unit = "number") =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= from && number <= to) return number;
    throw new InvalidArgumentError(`Must be a whole ${unit} from ${from} to ${to}.`);
  };

/** The number of a fleet's wave. */
export const wave = wholeNumber(1, 9999);
