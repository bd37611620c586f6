import { findProgram } from "./debian";

/** A Chromium: {@link findProgram}. */
export const findChromium = (): Promise<string> =>
  findProgram({
    title: "Chromium",
    variable: "CHROMIUM",
    names: ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    packages: ["chromium", "fonts-dejavu-core"],
  });
