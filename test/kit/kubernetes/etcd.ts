import { join } from "node:path";
import { freePort, run, startServer, type Server } from "../processes";

/** An etcd of one member. */
export interface Etcd {
  readonly endpoint: string;
  readonly server: Server;
}

/** Starts etcd on a free port of 127.0.0.1 with its data below a folder; it keeps nothing safe. */
export async function startEtcd(binary: string, folder: string): Promise<Etcd> {
  const endpoint = `http://127.0.0.1:${await freePort()}`;
  const options = Object.keys(process.env).filter((name) => name.startsWith("ETCD_"));
  const server = await startServer(
    binary,
    [
      `--data-dir=${join(folder, "etcd")}`,
      `--listen-client-urls=${endpoint}`,
      `--advertise-client-urls=${endpoint}`,
      // It has no peers, but insists on listening for them.
      "--listen-peer-urls=http://127.0.0.1:0",
      ...(await withoutFsync(binary)),
    ],
    {
      name: "etcd",
      cwd: folder,
      env: Object.fromEntries(options.map((name) => [name, undefined])),
      // Its own word too: where another process took the port, that may be an etcd which answers.
      ready: async (output) =>
        output.includes("ready to serve client requests") && (await isHealthy(endpoint)),
    },
  );
  return { endpoint, server };
}

/** Waiting for the disk is most of what a short-lived etcd does; versions before 3.5 must. */
async function withoutFsync(binary: string): Promise<string[]> {
  const { stdout, stderr } = await run(binary, ["--help"]);
  return (stdout + stderr).includes("unsafe-no-fsync") ? ["--unsafe-no-fsync"] : [];
}

async function isHealthy(endpoint: string): Promise<boolean> {
  try {
    const response = await fetch(`${endpoint}/health`, { signal: AbortSignal.timeout(2000) });
    return response.ok;
  } catch {
    return false;
  }
}
