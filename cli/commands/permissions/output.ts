import { Option } from "commander";
import { FORMATS, type Format } from "../../permissions/report/formats";

export interface OutputOptions {
  readonly format: Format;
  readonly output?: string;
}

export const formatOption = () =>
  new Option("-f, --format <name>", "output format").choices(FORMATS).default("markdown");

export const outputOption = () =>
  new Option("-o, --output <file>", "write to a file instead of standard output");
