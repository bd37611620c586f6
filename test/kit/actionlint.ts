import { type GoBuild, goBuild } from "./go-build";
import { USER_CACHE_FOLDER } from "./paths";
import { join } from "node:path";

// renovate: datasource=go depName=github.com/rhysd/actionlint
const ACTIONLINT_VERSION = "1.7.12";

const BUILD: GoBuild = {
  name: "actionlint",
  module: {
    "go.mod": `module actionlint-build\n\ngo 1.24\n\nrequire github.com/rhysd/actionlint v${ACTIONLINT_VERSION}\n`,
  },
  commands: { actionlint: "github.com/rhysd/actionlint/cmd/actionlint" },
  takes: "half a minute",
};

/** The linter of GitHub's workflows, built once. https://github.com/rhysd/actionlint */
export const findActionlint = async (): Promise<string> =>
  join(await goBuild(BUILD, USER_CACHE_FOLDER), "actionlint");
