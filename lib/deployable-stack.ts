import { resolve } from "node:path";
import { App, type TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ConfiguredBackend } from "./backend";
import { type Expression, hcl, rawHcl } from "./hcl";
import { type ProviderRequirements, terraformRequirements } from "./provider-requirements";
import { ReadableStack } from "./readable-stack";

/** What a root that is deployed by itself needs besides its module. */
export interface DeployableStackProps {
  /** The providers that the stack configures. */
  readonly providers: ProviderRequirements;
  /** Environment variable that says where the state is kept: JSON, or the path of a file with it. */
  readonly backendVariable: string;
}

/** A root that `cdktf deploy` applies: provider ranges like its module's, and a state backend chosen by configuration. */
export abstract class DeployableStack extends ReadableStack {
  /** Where this stack's state is, and the others'. */
  protected readonly backend: ConfiguredBackend;

  constructor(scope: Construct, id: string, props: DeployableStackProps) {
    super(scope, id);
    // The bindings would pin the one provider version they were made from.
    this.addOverride("terraform", terraformRequirements(props.providers));
    const root = process.cwd();
    const source = { root, variable: props.backendVariable };
    this.backend = new ConfiguredBackend(this, source, resolve(root, App.of(this).outdir));
  }

  /**
   * The outputs of another stack by name, read from its state wherever the backend keeps it, and not from outputs made for
   * this one. cdktf then deploys that stack first and destroys it last.
   *
   * @param name of the data source
   */
  protected outputsOf(other: TerraformStack, name: string): (output: string) => Expression<never> {
    this.addDependency(other);
    const { fqn } = this.backend.getRemoteStateDataSource(
      this,
      `data.terraform_remote_state.${name}`,
      other.node.id,
    );
    return (output) => hcl`${fqn}.outputs.${rawHcl(output)}`;
  }
}
