import { join } from "node:path";

/** The project's root folder. */
export const PROJECT_ROOT = join(__dirname, "..");

/** What is downloaded or built once and kept between runs; git ignores it. */
export const CACHE_FOLDER = join(PROJECT_ROOT, ".cache");
