import { createServer, request, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startFaultProxy, type FaultProxy } from "../../kit/fault-proxy";

/** Answers with what it got, so that a test can see what came through. */
let target: Server;
let proxy: FaultProxy;
let reached: string[];

beforeEach(async () => {
  reached = [];
  target = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      reached.push(`${incoming.method} ${incoming.url}`);
      response.writeHead(201, {
        "X-Twice": ["a", "b"],
        "X-Headers": JSON.stringify(incoming.rawHeaders),
      });
      response.end(Buffer.concat(chunks));
    });
  });
  await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
  proxy = await startFaultProxy(`http://127.0.0.1:${(target.address() as AddressInfo).port}`);
});

afterEach(async () => {
  await proxy.stop();
  await new Promise((resolve) => target.close(resolve));
});

interface Call {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
  readonly signal?: AbortSignal;
}

async function send(call: Call = {}): Promise<{ message: IncomingMessage; body: Buffer }> {
  return new Promise((resolve, reject) => {
    const { method = "POST", path = "/", headers = {}, body = "", signal } = call;
    const outgoing = request(`${proxy.endpoint}${path}`, { method, headers, signal }, (message) => {
      const chunks: Buffer[] = [];
      message.on("data", (chunk: Buffer) => chunks.push(chunk));
      message.on("end", () => resolve({ message, body: Buffer.concat(chunks) }));
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

const FORM = { "Content-Type": "application/x-www-form-urlencoded; charset=utf-8" };
const createRole: Call = { headers: FORM, body: "Action=CreateRole&RoleName=a" };
const deleteRole: Call = { headers: FORM, body: "Action=DeleteRole&RoleName=a" };

describe("passing through", () => {
  it("changes neither bodies nor headers nor the status", async () => {
    const bytes = Buffer.from([...Array(256).keys()]);
    const { message, body } = await send({
      path: "/a%2Fb?c=d%20e",
      headers: { "X-Case-Kept": "Ä ö".normalize("NFC").replace(/[^ -~]/g, "?") },
      body: bytes,
    });
    expect(message.statusCode).toBe(201);
    expect(body).toEqual(bytes);
    expect(reached).toEqual(["POST /a%2Fb?c=d%20e"]);
    expect(message.rawHeaders.filter((_, at, all) => all[at - 1] === "X-Twice")).toEqual([
      "a",
      "b",
    ]);
    const seen = JSON.parse(String(message.headers["x-headers"])) as string[];
    expect(seen).toContain("X-Case-Kept");
    expect(seen[seen.indexOf("Host") + 1]).toBe(new URL(proxy.endpoint).host);
  });

  it("notes action, service, method and path of every protocol", async () => {
    await send({
      ...createRole,
      headers: {
        ...FORM,
        Authorization:
          "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=0",
      },
    });
    await send({ headers: { "X-Amz-Target": "secretsmanager.CreateSecret" }, body: "{}" });
    await send({ method: "GET", path: "/clusters/a?x=y" });
    await send({ method: "GET", path: "/?Action=ListUsers" });
    expect(proxy.calls.map(({ service, action }) => [service, action])).toEqual([
      ["iam", "CreateRole"],
      ["", "CreateSecret"],
      ["", "GET /clusters/a"],
      ["", "ListUsers"],
    ]);
    expect(proxy.calls[2]).toMatchObject({ method: "GET", path: "/clusters/a?x=y", body: "" });
    expect(proxy.calls[0]?.at).toBeInstanceOf(Date);
    expect(proxy.counts()).toMatchObject({ CreateRole: 1, CreateSecret: 1 });
  });
});

describe("failOnce", () => {
  it("fails the next call that matches, once, and no other", async () => {
    proxy.failOnce({ action: "CreateRole", status: 503, body: "busy", headers: { "X-A": "b" } });
    expect((await send(deleteRole)).message.statusCode).toBe(201);
    const { message, body } = await send(createRole);
    expect([message.statusCode, String(body), message.headers["x-a"]]).toEqual([503, "busy", "b"]);
    expect((await send(createRole)).message.statusCode).toBe(201);
    expect(reached).toHaveLength(2);
    expect(proxy.counts()).toEqual({ CreateRole: 2, DeleteRole: 1 });
  });

  it("can break the connection off", async () => {
    proxy.failOnce({ action: /^Create/, body: "reset" });
    await expect(send(createRole)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(reached).toEqual([]);
  });

  it("can let a call be done and lose its answer", async () => {
    proxy.failOnce({
      where: ({ body }) => body.includes("RoleName=a"),
      body: "reset",
      afterwards: true,
    });
    await expect(send(createRole)).rejects.toMatchObject({ code: "ECONNRESET" });
    expect(reached).toEqual(["POST /"]);
  });
});

describe("holdOnce", () => {
  it("tells when a call arrives, and lets it go on when released", async () => {
    const arrival = proxy.holdOnce({ action: "CreateRole" });
    const answer = send(createRole);
    const held = await arrival;
    expect(held).toMatchObject({ action: "CreateRole", method: "POST" });
    expect(reached).toEqual([]);
    held.release();
    expect((await answer).message.statusCode).toBe(201);
  });

  it("drops a held call whose caller goes away", async () => {
    const caller = new AbortController();
    const arrival = proxy.holdOnce({ action: "CreateRole" });
    const answer = send({ ...createRole, signal: caller.signal });
    await arrival;
    caller.abort();
    await expect(answer).rejects.toThrow("aborted");
    expect((await send(deleteRole)).message.statusCode).toBe(201);
    expect(reached).toHaveLength(1);
  });
});

describe("reset", () => {
  it("forgets calls and faults", async () => {
    await send(deleteRole);
    proxy.failOnce({ status: 500 });
    proxy.reset();
    expect((await send(createRole)).message.statusCode).toBe(201);
    expect(proxy.counts()).toEqual({ CreateRole: 1 });
  });
});
