import { packageModules } from "../../../cli/registry/package/package-modules";
import { packagesIn } from "../../../cli/registry/package/packages";
import { MODULE_NAMES } from "../../../modules/module-names";
import type { ReleaseStep } from "./step";

export const packModules: ReleaseStep = {
  title: "build and pack the modules",
  isDone({ folder, release }) {
    const packed = packagesIn(folder).filter(({ version }) => version === release.version);
    return MODULE_NAMES.every((name) => packed.some(({ module }) => module === name));
  },
  run: ({ io, folder, release }) =>
    packageModules({ ...io, print: () => undefined }, MODULE_NAMES, release.version, folder),
};
