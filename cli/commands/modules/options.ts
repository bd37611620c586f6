import { Option } from "commander";
import { projectVersion } from "../../project";

/** Where packages are kept between `package` and `publish` or `serve`, relative to where the command runs. */
export const PACKAGES_FOLDER = "dist/packages";

/** Limits a command to some modules. */
export const moduleOption = () =>
  new Option("-m, --module <name...>", "only these modules (default: all)");

/** The folder that holds the packages. */
export const packagesOption = () =>
  new Option("--packages <folder>", "folder of the packages").default(PACKAGES_FOLDER);

/** Another version than the project's, for a release candidate. */
export const versionOption = () =>
  new Option("--as <version>", "version of the packages").default(
    projectVersion(),
    `${projectVersion()}, that in package.json`,
  );
