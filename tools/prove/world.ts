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
import { Root } from "./root";
import type { RunFolder } from "./run-folder";
import type { Token } from "./token";

type Env = Readonly<Record<string, string | undefined>>;

/** What a run works with. */
export interface WorldProps {
  readonly io: Io;
  readonly env: Env;
  readonly caller: Caller;
  readonly stack: ModuleName;
  readonly token: Token;
  readonly folder: RunFolder;
  readonly commands: Commands;
  readonly interruption: Interruption;
}

/** Of the account that the environment names, as Terraform has it. */
export const settingsOf =
  (env: Env): ClientSettings =>
  (service) =>
    clientSettings(service, { env });

/** Everything that the steps of a run share. */
export class World {
  /** Terraform's variables for the stack, without the token; set once all that it needs is there. */
  variables?: Env;
  /** Set by the step that deploys. */
  outputs?: Readonly<Record<string, unknown>>;
  /** The stack's root; set once it is synthesized. */
  stackRoot?: Root;
  readonly view: AwsView;
  /** Of the SDK's clients. */
  readonly settings: ClientSettings;

  constructor(readonly props: WorldProps) {
    this.settings = settingsOf(props.env);
    this.view = new AwsView(this.settings);
  }

  /** The address of the emulator; undefined where AWS itself answers. */
  get emulator(): string | undefined {
    return endpointOf("sts", this.props.env);
  }

  get suffix(): string {
    return this.props.folder.about.suffix;
  }

  /** The stack. @throws Error before it is there */
  get stack(): Root {
    if (this.stackRoot === undefined) throw new Error("The stack is not synthesized yet.");
    return this.stackRoot;
  }

  /** An output of the stack, as text. */
  output(name: string): string {
    return String(this.outputs?.[name]);
  }

  /** Makes one of the small roots in `roots/`. @returns its outputs */
  async makeRoot(name: string, variables: Env): Promise<Record<string, unknown>> {
    const { folder } = this.props;
    const path = folder.addRoot(name, name, variables);
    cpSync(join(__dirname, "roots", name), path, { recursive: true });
    const root = this.root(name, path, variables);
    await root.init();
    const { done, errors } = await root.apply();
    if (!done) throw new Error(`${name} could not be made: ${errors.join(" ")}`);
    return root.outputs();
  }

  /** The token, as the stack takes it. */
  get tokenVariable(): Env {
    return this.props.stack === "org-delegation"
      ? {}
      : { TF_VAR_APONO_TOKEN: this.props.token.value };
  }

  /** Synthesizes the stack, with its state in the run's folder, and initialises it. */
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
    if (code !== 0) throw new Error(`The stack can't be synthesized: ${stderr.trim()}`);
    this.stackRoot = this.root(stack, path, variables);
    await this.stackRoot.init();
  }

  private root(name: string, folder: string, variables: Env): Root {
    const { folder: run, commands, env } = this.props;
    return new Root(name, folder, commands, env, variables, () => run.applying(name));
  }
}
