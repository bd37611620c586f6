import { join } from "node:path";
import { PROJECT_ROOT } from "../kit/paths";
import { type Server, startServer } from "../kit/processes";

/** `apono-connector modules serve` as a process of its own. */
export interface Serving extends Server {
  readonly url: string;
  /** The `host` block that it printed. */
  readonly hostBlock: string;
}

/** Serves a folder of packages on a free port. @param options such as `--tls-key` and `--tls-cert` */
export async function serve(packages: string, ...options: string[]): Promise<Serving> {
  const bin = join(PROJECT_ROOT, "cli", "apono-connector.js");
  const server = await startServer(
    process.execPath,
    [bin, "modules", "serve", "--packages", packages, "--port", "0", ...options],
    { name: "modules serve", ready: (output) => /^source = /m.test(output) },
  );
  const output = server.output(1000);
  const url = / at (https?:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1];
  const hostBlock = /^host "apono\.localhost" \{\n[^]*?\n\}$/m.exec(output)?.[0];
  if (url === undefined || hostBlock === undefined) throw new Error(output);
  return { ...server, url, hostBlock };
}
