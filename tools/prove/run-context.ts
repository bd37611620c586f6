import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Io } from "../../cli/terminal/io";
import type { Caller } from "../../cli/doctor/caller-identity";
import { clientSettings, endpointOf } from "../../cli/aws/settings";
import { PROJECT_ROOT } from "../../cli/project";
import type { ModuleName } from "../../modules/module-names";
import { AwsView, type ClientSettings } from "../aws-view";
import type { Commands } from "./commands";
import type { Interruption } from "./interruption";
import { TerraformRoot } from "./terraform-root";
import type { RunFolder } from "./run-folder";
import type { Token } from "./token";

type Env = Readonly<Record<string, string | undefined>>;

/** What {@link RunContext} needs. */
export interface RunContextProps {
  readonly io: Io;
  readonly env: Env;
  readonly caller: Caller;
  readonly stack: ModuleName;
  readonly token: Token;
  readonly folder: RunFolder;
  readonly commands: Commands;
  readonly interruption: Interruption;
}

/** Client settings for the account in the environment, the same that Terraform uses. */
export const settingsOf =
  (env: Env): ClientSettings =>
  (service) =>
    clientSettings(service, { env });

/** State shared by the steps of a run. */
export class RunContext {
  /** Terraform variables of the stack, without the token; set by the step `prepare`. */
  variables?: Env;
  /** Outputs of the stack; set by the step `deploy`. */
  outputs?: Readonly<Record<string, unknown>>;
  /** The stack's Terraform root; set when it is synthesized. */
  stackRoot?: TerraformRoot;
  readonly view: AwsView;
  /** Settings of the SDK clients. */
  readonly settings: ClientSettings;

  constructor(readonly props: RunContextProps) {
    this.settings = settingsOf(props.env);
    this.view = new AwsView(this.settings);
  }

  /** Address of the emulator; undefined for AWS itself. */
  get emulator(): string | undefined {
    return endpointOf("sts", this.props.env);
  }

  get suffix(): string {
    return this.props.folder.info.suffix;
  }

  /** The stack's Terraform root. @throws Error if it is not synthesized yet */
  get stack(): TerraformRoot {
    if (this.stackRoot === undefined) throw new Error("The stack is not synthesized yet.");
    return this.stackRoot;
  }

  /** An output of the stack, as text. */
  output(name: string): string {
    return String(this.outputs?.[name]);
  }

  /** Applies one of the Terraform roots in `roots/`. @returns its outputs */
  async applyRoot(name: string, variables: Env): Promise<Record<string, unknown>> {
    const { folder } = this.props;
    const path = folder.addRoot(name, name, variables);
    cpSync(join(__dirname, "roots", name), path, { recursive: true });
    const root = this.root(name, path, variables);
    await root.init();
    const { succeeded, errors } = await root.apply();
    if (!succeeded) throw new Error(`Could not create ${name}: ${errors.join(" ")}`);
    return root.outputs();
  }

  /** The token as the stack's input variable; empty for a stack without a token. */
  get tokenVariable(): Env {
    return this.props.stack === "org-delegation"
      ? {}
      : { TF_VAR_APONO_TOKEN: this.props.token.value };
  }

  /** Synthesizes the stack, with its state in the run's folder, and runs `terraform init`. */
  async synthesize(): Promise<void> {
    const { variables = {} } = this;
    const { folder, commands, env, stack } = this.props;
    const output = join(folder.path, "cdktf.out");
    const path = folder.addRoot(stack, join("cdktf.out", "stacks", stack), variables);
    const backend = { local: { path: join(folder.path, "{stack}.tfstate") } };
    const { code, stderr } = await commands.run("synth", process.execPath, ["synth.js"], {
      cwd: PROJECT_ROOT,
      env: { ...env, CDKTF_OUTDIR: output, APONO_BACKEND: JSON.stringify(backend) },
    });
    if (code !== 0) throw new Error(`Could not synthesize the stack: ${stderr.trim()}`);
    this.stackRoot = this.root(stack, path, variables);
    await this.stackRoot.init();
  }

  private root(name: string, folder: string, variables: Env): TerraformRoot {
    const { folder: run, commands, env } = this.props;
    return new TerraformRoot(name, folder, commands, env, variables, () => run.markApplied(name));
  }
}
