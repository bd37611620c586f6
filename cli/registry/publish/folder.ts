import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { unpackArchive } from "../package/archive";
import { type ModulePackage, packageFile, packagesIn, writePackages } from "../package/packages";
import { readWithin } from "../../files/read-within";
import type { Published, Target } from "./target";

/** A folder, for example a network share, with archives that Terraform loads by path. */
export class FolderTarget implements Target {
  readonly description: string;

  constructor(private readonly folder: string) {
    this.description = folder;
  }

  async versions(module: string): Promise<string[]> {
    return packagesIn(this.folder)
      .filter((each) => each.module === module)
      .map(({ version }) => version);
  }

  async read(module: string, version: string): Promise<Published | undefined> {
    const file = join(this.folder, packageFile({ module, version }));
    if (!existsSync(file)) return undefined;
    const isListed = packagesIn(this.folder).some(
      (each) => each.module === module && each.version === version && each.checksum !== undefined,
    );
    // Checksums are written last, so a listed package is complete.
    return { files: await unpackArchive(readWithin(file), file), complete: isListed };
  }

  async write(each: ModulePackage): Promise<void> {
    writePackages([each], this.folder);
  }

  usage(each: ModulePackage): string {
    return `source = "${resolve(this.folder, packageFile(each))}"`;
  }
}
