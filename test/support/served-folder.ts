import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
};

/** A folder that is served on loopback. */
export interface ServedFolder {
  /** Its address, with a slash at the end. */
  readonly address: string;
  close(): void;
}

/** Serves a folder as a host of static files does, below a path. @param base begins and ends with a slash */
export async function serveFolder(folder: string, base: string): Promise<ServedFolder> {
  const server = createServer(({ url = "" }, response) => {
    const path = decodeURI(url.replace(/[?#].*/, ""));
    try {
      if (!path.startsWith(base)) throw new Error(`${path} is not below ${base}.`);
      const file = path.slice(base.length).replace(/(^|\/)$/, "$1index.html");
      const content = readFileSync(join(folder, file));
      response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
