import type { ModuleName } from "../modules/module-names";

/** Where a connector's token is. */
export type TokenPlace =
  /** Name of an environment variable; Terraform reads `TF_VAR_<name>`. */
  | { readonly env: string }
  /** ARN of a Secrets Manager secret. */
  | { readonly secretArn: string };

/** A backend of Terraform's, and its settings. */
export type Backend = readonly [type: string, settings: Readonly<Record<string, unknown>>];

/** Where a module is taken from. https://developer.hashicorp.com/terraform/language/modules/sources */
export interface ModuleSource {
  readonly source: string;
  /** Of a registry's module alone. */
  readonly version?: string;
}

/** A connector or delegation of a fleet, with defaults and placeholders filled in. */
export interface Member {
  readonly name: string;
  readonly module: ModuleName;
  /** For rendering; undefined where the file does not say it. */
  readonly source?: ModuleSource;
  readonly account?: string;
  readonly region?: string;
  /** ARN of the role that is assumed to deploy. */
  readonly assumeRole?: string;
  readonly profile?: string;
  /** Undefined for a delegation, which needs none. */
  readonly token?: TokenPlace;
  readonly backend?: Backend;
  /** Names of what is deployed before. */
  readonly dependsOn: readonly string[];
  /** From 0; undefined without waves. */
  readonly wave?: number;
  /** The module's inputs, tags included. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What a fleet file says. */
export interface Fleet {
  /** As they are in the file. */
  readonly members: readonly Member[];
}
