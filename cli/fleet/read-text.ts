import { readFileSync } from "node:fs";
import { unreadableFleet } from "./errors";

/** The text of a fleet file. @throws CommandFailure if it can't be read */
export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw unreadableFleet(file, error);
  }
}
