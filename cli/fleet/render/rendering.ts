import type { Fleet, Member } from "../../../fleet/fleet";
import { isConnector } from "../../../modules/module-names";

/** A file of a rendered fleet. */
export interface RenderedFile {
  /** From the output folder, with `/`. */
  readonly path: string;
  readonly content: string;
}

/** A fleet that is rendered. */
export interface Rendering {
  readonly fleet: Fleet;
  /** The fleet file's path. */
  readonly file: string;
  /** The folder that is written to, most often a repository's root. */
  readonly output: string;
  /** Version of apono-connector that pipelines run. */
  readonly version: string;
}

/** Adds what an engine needs to the roots. */
export type Engine = (rendering: Rendering) => readonly RenderedFile[];

/** Folder of the roots. */
export const ROOTS = "connectors";

/** The file of a root that takes over what cdktf deployed. */
export const MOVED = "moved.tf";

export const GITHUB_WORKFLOW = ".github/workflows/apono-fleet.yml";
export const GITLAB_PIPELINE = ".gitlab/apono-fleet.yml";
export const ATLANTIS_CONFIG = "atlantis.yaml";
export const HCP_ROOT = "hcp-terraform/main.tf";

/** What an engine reads first: where such a file is, its engine runs the fleet. */
export const ENTRY_FILES = [GITHUB_WORKFLOW, GITLAB_PIPELINE, ATLANTIS_CONFIG, HCP_ROOT];

/** Folder of GitLab's child pipelines. */
export const GITLAB_CHILDREN = ".gitlab/apono-fleet";

/** What a pipeline runs in a root that is initialised. */
export const COMMANDS = {
  plan: "terraform plan -input=false -lock=false",
  apply: "terraform apply -input=false -auto-approve",
  /** Ends with 2 where there is drift. */
  drift: "terraform plan -input=false -lock=false -detailed-exitcode",
} as const;

/** What plans are given for a token, which they don't need: none is written with them. */
export const NO_TOKEN = "not-used-by-plans";

/** A connector's root, from the output folder. */
export const rootFolder = ({ name }: Member): string => `${ROOTS}/${name}`;

/** The name of the module's call in a root. */
export const callOf = ({ module }: Member) => (isConnector(module) ? "connector" : "delegation");

/** The first words of every rendered file: only such files are replaced or removed. */
export const MARK = "# Rendered by apono-connector";

/** What a rendered file starts with. @param file the fleet file's name */
export const heading = (file: string): string =>
  `${MARK} from ${file}: change that file, and render again.\n\n`;

/** The command that waits until a connector is connected, word by word. */
export const gateWords = ({ version }: Rendering, connectorId: string): readonly string[] => [
  ...["npx", "--yes", `apono-connector@${version}`, "status"],
  ...["--connector-id", connectorId, "--wait"],
];

/** The same for a shell. @param connectorId as the shell has it, such as `"$CONNECTOR_ID"` */
export const gateCommand = (rendering: Rendering, connectorId: string): string =>
  gateWords(rendering, connectorId).join(" ");

/** A connector's ID where it is a variable of the shell. */
export const MEMBER_ID = '"$CONNECTOR_ID"';
