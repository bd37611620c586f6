import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../../../cli/files/write-whole";
import { bundledPackages } from "../bundled-packages";
import { notLocked } from "../errors";
import { npm } from "../npm";
import { npmPackageIn } from "./pack-command";
import type { ReleaseStep } from "./step";

/** The bill of materials, in CycloneDX's recommended file name. */
export const SBOM = "bom.cdx.json";

interface Bom {
  readonly $schema: string;
  readonly bomFormat: string;
  readonly specVersion: string;
  readonly version: number;
  readonly metadata: { timestamp: string; readonly component: { name: string } };
  readonly components: readonly { readonly name: string; readonly version: string }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

/**
 * npm's bill of materials, from the lock file: what the package needs at run time, and what is part of its command. The
 * time and the serial number are derived from the release, so that a second run gives the same bytes.
 */
export const writeSbom: ReleaseStep = {
  title: "write the bill of materials",
  isDone: ({ folder }) => existsSync(join(folder, SBOM)),
  async run({ git, folder, release }) {
    const runtime = billOf(git.folder, "--omit", "dev");
    const archive = readFileSync(join(folder, npmPackageIn(folder) ?? ""));
    const content = withPackages(runtime, billOf(git.folder), await bundledPackages(archive));
    // npm takes the folder's name.
    content.metadata.component.name = "apono-connector";
    content.metadata.timestamp = `${release.date}T00:00:00.000Z`;
    const { $schema, bomFormat, specVersion, ...rest } = content;
    const serialNumber = `urn:uuid:${uuidOf(JSON.stringify(content))}`;
    writeWhole(
      join(folder, SBOM),
      `${JSON.stringify({ $schema, bomFormat, specVersion, serialNumber, ...rest }, null, 2)}\n`,
    );
  },
};

function billOf(folder: string, ...options: readonly string[]): Bom {
  const flags = ["--sbom-format", "cyclonedx", "--package-lock-only", ...options];
  const bom = JSON.parse(npm(folder, "sbom", ...flags)) as Bom & { serialNumber?: string };
  delete bom.serialNumber;
  return bom;
}

/** A bill with further packages of another one. */
function withPackages(bill: Bom, all: Bom, added: readonly string[]): Bom {
  const idOf = ({ name, version }: Bom["components"][number]) => `${name}@${version}`;
  const ids = new Set([...bill.components.map(idOf), ...added]);
  const missing = added.filter((id) => !all.components.some((each) => idOf(each) === id));
  if (missing.length > 0) throw notLocked(missing);
  const root = bill.dependencies.filter(({ ref }) => !all.components.some((c) => idOf(c) === ref));
  return {
    ...bill,
    components: all.components.filter((each) => ids.has(idOf(each))),
    dependencies: [
      ...root,
      ...all.dependencies
        .filter(({ ref }) => ids.has(ref))
        .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((id) => ids.has(id)) })),
    ],
  };
}

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
