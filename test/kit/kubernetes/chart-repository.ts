import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { startLoopbackServer } from "./loopback-server";
import { packTarGz } from "./tar";

export interface ChartRequest {
  readonly method: string;
  readonly path: string;
  readonly at: Date;
}

/** A Helm chart repository on loopback, with versions of one chart. */
export interface ChartRepository {
  /** For `helm repo add`, or a release's `repository`. */
  readonly url: string;
  /** The chart's name in it. */
  readonly chart: string;
  readonly requests: readonly ChartRequest[];
  /** Adds a version: the folder as it is now, under that version. */
  publish(version: string): void;
  /** Takes a version away. */
  withdraw(version: string): void;
  stop(): Promise<void>;
}

/**
 * Serves a folder with a chart as a repository. Packages are the same bytes each time.
 *
 * @param versions what Chart.yaml is to say. @default - what it says
 */
export async function startChartRepository(
  folder: string,
  versions?: readonly string[],
): Promise<ChartRepository> {
  const metadata = readFileSync(join(folder, "Chart.yaml"), "utf8");
  const chart = fieldOf(metadata, "name");
  const packages = new Map<string, Buffer>();
  const requests: ChartRequest[] = [];
  const publish = (version: string): void =>
    void packages.set(version, packageOf(folder, chart, version));
  for (const version of versions ?? [fieldOf(metadata, "version")]) publish(version);

  const server = await startLoopbackServer(({ method, path }) => {
    requests.push({ method, path, at: new Date() });
    // JSON is YAML too.
    if (path === "/index.yaml") {
      return { type: "application/yaml", body: JSON.stringify(indexOf(chart, packages)) };
    }
    const found = [...packages].find(([version]) => path === `/${fileName(chart, version)}`);
    return found
      ? { type: "application/gzip", body: found[1] }
      : { status: 404, body: "not found" };
  });
  return {
    url: server.endpoint,
    chart,
    requests,
    publish,
    withdraw: (version) => void packages.delete(version),
    stop: () => server.stop(),
  };
}

function packageOf(folder: string, chart: string, version: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return packTarGz(
    new Map(
      files.map((file) => {
        const path = relative(folder, file).split(sep).join("/");
        const content = readFileSync(file);
        const isMetadata = path === "Chart.yaml";
        return [
          `${chart}/${path}`,
          isMetadata ? Buffer.from(withVersion(content.toString(), version)) : content,
        ];
      }),
    ),
  );
}

function indexOf(chart: string, packages: ReadonlyMap<string, Buffer>): object {
  const entries = [...packages].map(([version, content]) => ({
    apiVersion: "v2",
    name: chart,
    version,
    urls: [fileName(chart, version)],
    digest: createHash("sha256").update(content).digest("hex"),
    created: "2025-01-01T00:00:00Z",
  }));
  return { apiVersion: "v1", generated: "2025-01-01T00:00:00Z", entries: { [chart]: entries } };
}

const fileName = (chart: string, version: string): string => `${chart}-${version}.tgz`;

function withVersion(metadata: string, version: string): string {
  return metadata.replace(/^version:.*$/m, `version: ${JSON.stringify(version)}`);
}

function fieldOf(metadata: string, name: string): string {
  const value = new RegExp(`^${name}: *"?([^"\\s]+)`, "m").exec(metadata)?.[1];
  if (value === undefined) throw new Error(`Chart.yaml has no ${name}.`);
  return value;
}
