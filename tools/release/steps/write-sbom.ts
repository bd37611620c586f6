import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../../cli/files/write-whole";
import { npm } from "../npm";
import type { ReleaseStep } from "./step";

/** The bill of materials, in CycloneDX's recommended file name. */
export const SBOM = "bom.cdx.json";

interface Bom {
  serialNumber?: string;
  readonly metadata: { timestamp: string; readonly component: { name: string } };
}

/**
 * npm's bill of materials of what the package needs at run time, from the lock file. The time and the serial number are
 * derived from the release, so that a second run gives the same bytes.
 */
export const writeSbom: ReleaseStep = {
  title: "write the bill of materials",
  isDone: ({ folder }) => existsSync(join(folder, SBOM)),
  run({ git, folder, release }) {
    const options = ["--sbom-format", "cyclonedx", "--omit", "dev", "--package-lock-only"];
    const bom = JSON.parse(npm(git.folder, "sbom", ...options)) as Bom;
    // npm takes the folder's name.
    bom.metadata.component.name = "apono-connector";
    bom.metadata.timestamp = `${release.date}T00:00:00.000Z`;
    delete bom.serialNumber;
    const { $schema, bomFormat, specVersion, ...rest } = bom as unknown as Record<string, unknown>;
    const serialNumber = `urn:uuid:${uuidOf(JSON.stringify(bom))}`;
    writeWhole(
      join(folder, SBOM),
      `${JSON.stringify({ $schema, bomFormat, specVersion, serialNumber, ...rest }, null, 2)}\n`,
    );
  },
};

/** A UUID of version 8 (RFC 9562) from a text's hash. */
function uuidOf(text: string): string {
  const hash = createHash("sha256").update(text).digest("hex");
  const variant = (8 + (parseInt(hash.charAt(16), 16) % 4)).toString(16);
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
