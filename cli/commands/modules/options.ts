import { Option } from "commander";
import { projectVersion } from "../../project";

/** Default folder of packages, relative to the working directory. */
export const PACKAGES_FOLDER = "dist/packages";

/** The option that limits a command to some modules. */
export const moduleOption = () =>
  new Option("-m, --module <name...>", "only these modules (default: all)");

/** The option for the packages' folder. */
export const packagesOption = () =>
  new Option("--packages <folder>", "folder of the packages").default(PACKAGES_FOLDER);

/** The option for a version other than the project's, such as a release candidate. */
export const versionOption = () =>
  new Option("--as <version>", "version of the packages").default(
    projectVersion(),
    `${projectVersion()}, from package.json`,
  );
