import { Option } from "commander";
import { FORMATS, type Format } from "../../permissions/report/formats";

export interface OutputOptions {
  readonly format: Format;
  readonly output?: string;
}

export const formatOption = () =>
  new Option("-f, --format <name>", "markdown to read, json for programs, html to search")
    .choices(FORMATS)
    .default("markdown");

export const outputOption = () =>
  new Option("-o, --output <file>", "write into a file instead of showing it");
