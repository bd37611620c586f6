import { Command } from "commander";
import type { Io } from "../io";
export const completeCommand = (_io: Io): Command => new Command("complete");
