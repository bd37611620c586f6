import type { Files } from "../build/module-files";
import type { ModulePackage } from "../package/packages";

/** A published version. */
export interface Published {
  /** Undefined if a publication was interrupted before its content was uploaded. */
  readonly files?: Files;
  /** Whether users can already use it. */
  readonly complete: boolean;
}

/** A destination for modules. */
export interface Target {
  /** Its name in messages. */
  readonly description: string;
  /** The published versions of a module. */
  versions(module: string): Promise<string[]>;
  /** Reads a published version; undefined if there is none. */
  read(module: string, version: string): Promise<Published | undefined>;
  /** Publishes a version. Can be repeated after an interruption. */
  write(each: ModulePackage): Promise<void>;
  /** The lines for a `module` block. */
  usage(each: ModulePackage): string;
}
