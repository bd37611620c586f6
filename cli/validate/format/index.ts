import type { FormatName } from "../options";
import type { Report } from "../run";
import { asGithub } from "./github";
import { asJson } from "./json";
import { asJunit } from "./junit";
import { asSarif } from "./sarif";
import { asText } from "./text";

/** How a report can be written. */
export const FORMATS: Readonly<Record<FormatName, (report: Report) => string>> = {
  text: asText,
  json: asJson,
  sarif: asSarif,
  junit: asJunit,
  github: asGithub,
};
