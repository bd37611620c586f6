import type { Construct } from "constructs";
import { invalidInputs, moduleHoldsMore, unlistedProvider } from "./errors";
import { type ProviderRequirements, terraformRequirements } from "./provider-requirements";
import { ReadableStack } from "./readable-stack";

/** A module's files: name to JSON content, in reading order. */
export type ModuleFiles = Readonly<Record<string, object>>;

/** The blocks that a published module may contain, and the file of each. Any other block is an error. */
const FILE_OF_BLOCK: Readonly<Record<string, string>> = {
  terraform: "versions.tf.json",
  variable: "variables.tf.json",
  locals: "main.tf.json",
  data: "main.tf.json",
  resource: "main.tf.json",
  check: "main.tf.json",
  output: "outputs.tf.json",
  moved: "moved.tf.json",
  removed: "moved.tf.json",
};

/** The provider that is part of Terraform: `terraform_data`. */
const BUILT_IN_PROVIDER = "terraform";

type Block = Record<string, unknown>;

/** Props of {@link ModuleStack}. */
export interface ModuleStackProps {
  /** The providers that the module uses. */
  readonly providers: ProviderRequirements;
}

/**
 * A published Terraform module: no provider, no backend, no cdktf metadata, and provider versions as ranges. It is never
 * synthesized by an app; {@link toFiles} returns its files.
 */
export abstract class ModuleStack extends ReadableStack {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ModuleStackProps,
  ) {
    super(scope, id);
    this.addOverride("terraform", terraformRequirements(props.providers));
  }

  /**
   * The module's files.
   *
   * @throws ConfigurationError if the module contains what a published module must not
   */
  toFiles(): ModuleFiles {
    this.validateParts();
    const blocks = { ...(this.toTerraform() as Record<string, Block>) };
    delete blocks["//"];
    const files: Record<string, Block> = {};
    for (const [name, content] of Object.entries(blocks)) {
      const file = FILE_OF_BLOCK[name];
      if (file === undefined) throw moduleHoldsMore(this.node.id, `a "${name}" block`);
      files[file] = {
        ...files[file],
        [name]: name === "resource" || name === "data" ? this.declared(content) : content,
      };
    }
    this.refuseSettings(blocks["terraform"] ?? {});
    return Object.fromEntries(
      [...new Set(Object.values(FILE_OF_BLOCK))].flatMap((file) =>
        files[file] ? [[file, files[file]]] : [],
      ),
    );
  }

  /** Resources or data sources by type, without cdktf's construct paths. */
  private declared(content: Block): Block {
    for (const type of Object.keys(content)) {
      const provider = type.slice(0, type.indexOf("_"));
      if (provider !== BUILT_IN_PROVIDER) this.refuseUnlisted(provider);
    }
    return Object.fromEntries(
      Object.entries(content).map(([type, byName]) => [
        type,
        Object.fromEntries(
          Object.entries(byName as Record<string, Block>).map(
            ([name, { "//": _path, ...attributes }]) => {
              if ("provisioner" in attributes)
                throw moduleHoldsMore(this.node.id, `a provisioner on ${type}.${name}`);
              return [name, attributes];
            },
          ),
        ),
      ]),
    );
  }

  private refuseSettings(terraform: Block): void {
    for (const setting of Object.keys(terraform)) {
      if (setting !== "required_version" && setting !== "required_providers") {
        throw moduleHoldsMore(this.node.id, `a "${setting}" setting`);
      }
    }
    for (const provider of Object.keys(terraform["required_providers"] as Block)) {
      this.refuseUnlisted(provider);
    }
  }

  private refuseUnlisted(provider: string): void {
    const listed = Object.keys(this.props.providers);
    if (!listed.includes(provider)) throw unlistedProvider(this.node.id, provider, listed);
  }

  /** Runs the validations of the parts; the stack's own would require a provider. */
  private validateParts(): void {
    const messages = this.node
      .findAll()
      .filter((part) => part !== this)
      .flatMap((part) => part.node.validate().map((message) => `[${part.node.path}] ${message}`));
    if (messages.length > 0) throw invalidInputs(this.node.id, messages);
  }
}
