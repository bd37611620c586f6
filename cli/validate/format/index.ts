import type { FormatName } from "./names";
import type { Report } from "../report";

/** The formats by name, loaded lazily: some need a library. */
export const FORMATS: Readonly<Record<FormatName, (report: Report) => Promise<string>>> = {
  text: async (report) => (await import("./text.ts")).asText(report),
  json: async (report) => (await import("./json.ts")).asJson(report),
  sarif: async (report) => (await import("./sarif.ts")).asSarif(report),
  junit: async (report) => (await import("./junit.ts")).asJunit(report),
  github: async (report) => (await import("./github.ts")).asGithub(report),
};
