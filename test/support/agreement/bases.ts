import { buildModule } from "../../../modules";
import { MODULE_NAMES } from "../../../cli/names";
import type { Base } from "./variant";

/** The project's modules, as they are published. */
export const moduleBases = (): Base[] =>
  MODULE_NAMES.map((name) => ({
    name,
    files: Object.fromEntries(
      Object.entries(buildModule(name).toFiles()).map(([file, content]) => [
        file,
        JSON.stringify(content, null, 2),
      ]),
    ),
  }));
