import { homedir } from "node:os";
import { join } from "node:path";

/** The project's root folder. */
export const PROJECT_ROOT = join(__dirname, "..", "..");

/** What is downloaded or built once and kept between runs; git ignores it. */
export const CACHE_FOLDER = join(PROJECT_ROOT, ".cache");

/**
 * What takes minutes to build and any clone of the project can use, such as `kube-apiserver`: the user's own cache,
 * outside the tree.
 */
export const USER_CACHE_FOLDER = join(
  process.env.XDG_CACHE_HOME ?? join(homedir(), ".cache"),
  "apono-connector",
);
