import { existsSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { TerraformBackend, TerraformRemoteState, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { BACKENDS } from "./backend-types";
import { invalidBackend } from "./errors";

/** File in {@link BackendSource.root}. */
const FILE = "backend.json";

type Settings = Readonly<Record<string, unknown>>;

/** A backend of Terraform's and its settings. */
export type BackendSettings = readonly [type: string, settings: Settings];

/** Where the configuration of the backend is looked for. */
export interface BackendSource {
  /** The folder of cdktf.json, which may hold `backend.json`. */
  readonly root: string;
  /** Environment variable that holds the JSON itself, or the path of such a file, instead. */
  readonly variable: string;
  /** @default - the process's environment */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Where a stack keeps its state: what the variable or `backend.json` says (one of Terraform's own backend blocks, or
 * `cloud`, as JSON), else a local file beside cdktf.json.
 *
 * `{stack}` in any text of it becomes the stack's name, so that one setting serves all stacks.
 */
export class ConfiguredBackend extends TerraformBackend {
  /**
   * @param outputFolder where the app is synthesized to
   * @throws ConfigurationError when what is configured is not one backend that Terraform knows
   */
  constructor(
    stack: TerraformStack,
    private readonly source: BackendSource,
    private readonly outputFolder: string,
    private readonly configured: BackendSettings | undefined = read(source),
  ) {
    super(stack, "backend", configured?.[0] ?? "local");
  }

  override toTerraform(): object {
    const settings = this.settingsFor(this.cdktfStack.node.id);
    return {
      terraform:
        this.name === "cloud" ? { cloud: settings } : { backend: { [this.name]: settings } },
    };
  }

  override getRemoteStateDataSource(
    scope: Construct,
    name: string,
    fromStack: string,
  ): TerraformRemoteState {
    return new ConfiguredRemoteState(
      scope,
      name,
      remoteStateType(this.name),
      this.settingsFor(fromStack),
    );
  }

  private settingsFor(stackName: string): Settings {
    return settingsFor(stackName, this.configured?.[1] ?? { path: this.localPath("{stack}") });
  }

  /** Relative to the folder where Terraform runs, so that synthesized files contain no path of this machine. */
  private localPath(stackName: string): string {
    return join(
      relative(join(this.outputFolder, "stacks", stackName), this.source.root),
      FILE_OF_STATE.replace("{stack}", stackName),
    );
  }
}

class ConfiguredRemoteState extends TerraformRemoteState {}

/** Where a deployed stack's state is, as `data.terraform_remote_state` takes it. */
export interface StateLocation {
  readonly backend: string;
  readonly config: Settings;
}

/**
 * Where a stack's state is, as seen from any folder.
 *
 * @param outputFolder where the app is synthesized to
 * @throws ConfigurationError when what is configured is not one backend that Terraform knows
 */
export function stateLocation(
  stack: string,
  source: BackendSource,
  outputFolder: string,
): StateLocation {
  const [type, settings] = read(source) ?? ["local", { path: join(source.root, FILE_OF_STATE) }];
  const config = settingsFor(stack, settings);
  const { path } = config;
  return type === "local" && typeof path === "string"
    ? // A relative path starts at the stack's folder, where Terraform runs.
      { backend: type, config: { ...config, path: resolve(outputFolder, "stacks", stack, path) } }
    : { backend: remoteStateType(type), config };
}

const FILE_OF_STATE = "terraform.{stack}.tfstate";

/** The name of a backend for `terraform_remote_state`. */
export const remoteStateType = (backend: string) => (backend === "cloud" ? "remote" : backend);

const settingsFor = (stackName: string, settings: Settings): Settings =>
  JSON.parse(JSON.stringify(settings).replaceAll("{stack}", stackName)) as Settings;

function read({
  root,
  variable,
  env = process.env,
}: BackendSource): [string, Settings] | undefined {
  const given = env[variable]?.trim();
  if (given !== undefined && given.startsWith("{")) return parse(variable, given);
  if (given) {
    if (!existsSync(given)) throw invalidBackend(variable, `there is no file ${given}`);
    return parse(given, readFileSync(given, "utf8"));
  }
  const file = join(root, FILE);
  return existsSync(file) ? parse(FILE, readFileSync(file, "utf8")) : undefined;
}

function parse(where: string, json: string): [string, Settings] {
  let content: unknown;
  try {
    content = JSON.parse(json);
  } catch (error) {
    throw invalidBackend(where, `it is not JSON (${(error as Error).message})`);
  }
  const entries =
    typeof content === "object" && content !== null && !Array.isArray(content)
      ? Object.entries(content as Settings)
      : [];
  const [entry, ...others] = entries;
  if (entry === undefined || others.length > 0)
    throw invalidBackend(where, "it must name exactly one backend");
  const [type, settings] = entry;
  if (type !== "cloud" && !BACKENDS.includes(type)) {
    throw invalidBackend(
      where,
      `Terraform has no backend "${type}" (it has cloud, ${BACKENDS.join(", ")})`,
    );
  }
  if (typeof settings !== "object" || settings === null || Array.isArray(settings)) {
    throw invalidBackend(where, `the settings of "${type}" must be an object`);
  }
  return [type, settings as Settings];
}
