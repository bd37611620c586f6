import { InvalidArgumentError } from "commander";

/** The number of a wave, from 1. */
export function wave(text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Must be a whole number of at least 1.");
}
