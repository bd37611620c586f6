import { resolve } from "node:path";
import { App, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { type BackendSettings, ConfiguredBackend } from "./backend";
import { type Expression, hcl, rawHcl } from "./hcl";
import { type ProviderRequirements, terraformRequirements } from "./provider-requirements";
import { ReadableStack } from "./readable-stack";

/** Props of {@link DeployableStack}. */
export interface DeployableStackProps {
  /** The providers that the stack configures. */
  readonly providers: ProviderRequirements;
  /** Environment variable that says where the state is kept: JSON, or the path of a file with it. */
  readonly backendVariable: string;
  /** Where the state is kept, by type and settings. @default - as the environment variable says */
  readonly backend?: BackendSettings;
}

/** A stack that `cdktf deploy` applies: provider versions like its module's, and a configurable state backend. */
export abstract class DeployableStack extends ReadableStack {
  /** Where the states of this stack and the others are. */
  protected readonly backend: ConfiguredBackend;

  constructor(scope: Construct, id: string, props: DeployableStackProps) {
    super(scope, id);
    // The bindings would pin the provider version that they were generated from.
    this.addOverride("terraform", terraformRequirements(props.providers));
    const root = process.cwd();
    const source = { root, variable: props.backendVariable };
    const output = resolve(root, App.of(this).outdir);
    this.backend = new ConfiguredBackend(this, source, output, props.backend);
  }

  /**
   * The outputs of another stack by name, read from its state. cdktf then deploys that stack first and destroys it last.
   *
   * @param name the data source's name
   */
  outputsOf(other: TerraformStack, name: string): (output: string) => Expression<never> {
    this.addDependency(other);
    const { backend } = other instanceof DeployableStack ? other : this;
    const { fqn } = backend.getRemoteStateDataSource(
      this,
      `data.terraform_remote_state.${name}`,
      other.node.id,
    );
    return (output) => hcl`${fqn}.outputs.${rawHcl(output)}`;
  }
}
