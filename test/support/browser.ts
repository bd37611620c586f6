import { type Browser, chromium } from "playwright-core";
import { findChromium } from "../kit/chromium";

/** Starts a Chromium; the caller closes it. */
export const startBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await findChromium(),
    // Chromium refuses its sandbox to root, as whom CI often runs.
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
  });
