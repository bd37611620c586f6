import { readFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { type AddressInfo, type Socket, connect } from "node:net";
import { join } from "node:path";
import { apiConnector } from "../../kit/apono-api/connectors";
import { type Env, cleanUp, run, sleep, start, tempDir } from "../../kit/processes";
import { PROJECT } from "../../kit/project-copy";
import { API_TOKEN, aponoApi } from "../../support/status";

jest.setTimeout(120_000);

const api = aponoApi();
const COMMAND = join(PROJECT, "cli", "apono-connector.js");
const WITHOUT_PROXY: Env = Object.fromEntries(
  ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"].flatMap((name) => [
    [name, undefined],
    [name.toLowerCase(), undefined],
  ]),
);

const command = (args: readonly string[], env: Env) =>
  run(process.execPath, [COMMAND, "status", ...args], {
    env: { ...WITHOUT_PROXY, ...env },
    timeoutMs: 60_000,
  });

afterAll(cleanUp);

describe("Ctrl-C", () => {
  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s ends waiting at once", async (signal, code) => {
    api.knows([apiConnector("production", { instances: 0 })]);
    const waiting = await start(
      process.execPath,
      [COMMAND, "status", "--connector-id", "production", "--wait", "600"],
      { env: { ...WITHOUT_PROXY, ...api.env } },
    );
    while (api.calls.length < 2) await sleep(50);
    waiting.kill(signal);
    const ended = await waiting.done;
    expect(ended.stderr).toBe("0 of 1 connected.\nStopped. The deployment is not affected.\n");
    expect({ code: ended.code, out: ended.stdout }).toEqual({ code, out: "" });
  });

  it("ends a question that nobody answers", async () => {
    api.answerNext("never");
    const asking = await start(process.execPath, [COMMAND, "status", "--all"], {
      env: { ...WITHOUT_PROXY, ...api.env },
    });
    while (api.calls.length < 1) await sleep(50);
    asking.kill("SIGINT");
    expect((await asking.done).code).toBe(130);
  });
});

describe("a proxy", () => {
  let tls: Server;
  let proxy: Server;
  let authority: string;
  /** What the proxy was told: request lines and headers. */
  const told: string[] = [];
  let allows = true;
  const sockets = new Set<Socket>();

  beforeAll(async () => {
    const folder = tempDir("status-tls-");
    const key = join(folder, "key.pem");
    authority = join(folder, "certificate.pem");
    await run(
      "openssl",
      [
        ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"],
        ...["-keyout", key, "-out", authority],
        ...["-subj", "/CN=api", "-addext", "subjectAltName=DNS:api.apono.test"],
      ],
      { check: true },
    );
    tls = createTlsServer(
      { key: readFileSync(key), cert: readFileSync(authority) },
      (request, response) =>
        response
          .writeHead(request.headers.authorization === `Bearer ${API_TOKEN}` ? 200 : 401)
          .end(JSON.stringify(apiConnector("production"))),
    );
    proxy = createServer();
    proxy.on("connect", (request, socket: Socket) => {
      told.push(`${request.method} ${request.url} ${JSON.stringify(request.headers)}`);
      if (!allows) return socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
      const through = connect((tls.address() as AddressInfo).port, "127.0.0.1", () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        through.pipe(socket).pipe(through);
      });
      for (const each of [socket, through]) sockets.add(each.on("error", () => undefined));
      return undefined;
    });
    for (const each of [tls, proxy])
      await new Promise<void>((resolve) => each.listen(0, "127.0.0.1", resolve));
  });
  beforeEach(() => {
    told.length = 0;
    allows = true;
  });
  afterAll(() => {
    for (const each of sockets) each.destroy();
    tls.close();
    proxy.close();
  });

  const env = (more: Env = {}): Env => ({
    APONO_PERSONAL_TOKEN: API_TOKEN,
    APONO_ENDPOINT: "https://api.apono.test",
    HTTPS_PROXY: `http://me:pr0xyPassw0rd@127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    NODE_EXTRA_CA_CERTS: authority,
    ...more,
  });
  const ask = (more?: Env) => command(["--connector-id", "production"], env(more));

  it("is gone through, and sees no token", async () => {
    const { code, stdout } = await ask();
    expect(stdout).toContain("Connector production: connected as configured");
    expect(code).toBe(0);
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^CONNECT api\.apono\.test:443 /);
    expect(told[0]).not.toContain(API_TOKEN);
  });

  it("that refuses is told, without its password", async () => {
    allows = false;
    const { code, stdout, stderr } = await ask();
    expect(stdout).toMatch(
      /\? https:\/\/api\.apono\.test can't be reached through the proxy in HTTPS_PROXY, 127\.0\.0\.1:\d+ \(HTTP 407\)\./,
    );
    expect(stdout + stderr).not.toContain("pr0xyPassw0rd");
    expect(code).toBe(2);
  });

  it("is left out for hosts of NO_PROXY", async () => {
    const { code, stdout } = await ask({ NO_PROXY: ".apono.test" });
    expect(stdout).toContain("? https://api.apono.test can't be reached (ENOTFOUND).");
    expect({ code, told }).toEqual({ code: 2, told: [] });
  }, 60_000);

  it("that opens connections is told by its certificate", async () => {
    const { code, stdout } = await ask({ NODE_EXTRA_CA_CERTS: undefined });
    expect(stdout).toMatch(/\((DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)\)/);
    expect(code).toBe(2);
  });
});

it("shows the API token nowhere, not even in Node's own debugging", async () => {
  api.knows([apiConnector("production")]);
  for (const args of [["--connector-id", "production"], ["--all"], ["--connector-id", "x"]]) {
    const { stdout, stderr } = await command(args, {
      ...api.env,
      NODE_DEBUG: "undici,fetch,http,https,net,tls",
      DEBUG: "*",
    });
    expect(stdout).not.toBe("");
    expect(stdout + stderr).not.toContain(API_TOKEN);
  }
});
