import type { Files } from "../build/module-files";
import type { ModulePackage } from "../package/packages";

/** What is there of a version. */
export interface Published {
  /** Undefined where a publication broke off before there was any content. */
  readonly files?: Files;
  /** Whether users can have it already. */
  readonly complete: boolean;
}

/** A place that modules are published to. */
export interface Target {
  /** What it is called in messages. */
  readonly description: string;
  /** The versions of a module that users can have. */
  versions(module: string): Promise<string[]>;
  /** What is there of one version; undefined where nothing is. */
  read(module: string, version: string): Promise<Published | undefined>;
  /** Publishes a version that is not complete there; may be called again after it broke off. */
  write(each: ModulePackage): Promise<void>;
  /** What users write into a `module` block. */
  usage(each: ModulePackage): string;
}
