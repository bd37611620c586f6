import { connect } from "node:net";
import { packModule } from "../../../../../cli/registry/package/packages";
import type { ModulePackage } from "../../../../../cli/registry/package/packages";
import { type RegistryRequest, answer } from "../../../../../cli/registry/serve/protocol";
import { type ServedRegistry, serveRegistry } from "../../../../../cli/registry/serve/server";

const FILES = new Map([["main.tf", Buffer.from("")]]);
let packages: ModulePackage[];
let registry: ServedRegistry;

beforeAll(async () => {
  packages = await Promise.all(
    [
      ["ecs-connector", "1.0.0"],
      ["ecs-connector", "1.1.0-rc.1"],
      ["eks-connector", "1.0.0"],
    ].map(([name, version]) => packModule(name!, version!, FILES)),
  );
  registry = await serveRegistry(packages, { host: "127.0.0.1", port: 0 });
});
afterAll(() => registry.stop());

const get = (url: string, more: Partial<RegistryRequest> = {}) =>
  answer(packages, { method: "GET", url, bodyLength: 0, ...more });

it("discovery tells where modules are", () => {
  expect(get("/.well-known/terraform.json")).toEqual({
    status: 200,
    body: { "modules.v1": "/v1/modules/" },
  });
});

it.each(["ecs-connector", "apono-ecs-connector"])("%s has its versions and archives", (name) => {
  expect(get(`/v1/modules/apono/${name}/aws/versions`).body).toEqual({
    modules: [{ versions: [{ version: "1.0.0" }, { version: "1.1.0-rc.1" }] }],
  });
  const download = get(`/v1/modules/apono/${name}/aws/1.1.0-rc.1/download`);
  expect(download).toEqual({
    status: 204,
    headers: {
      "X-Terraform-Get": "/archives/terraform-aws-apono-ecs-connector-1.1.0-rc.1.tar.gz",
    },
  });
  expect(get(download.headers!["X-Terraform-Get"]!)).toMatchObject({
    status: 200,
    body: packages[1]!.archive,
  });
});

const NO_MODULE = "Available modules: apono/ecs-connector/aws, apono/eks-connector/aws.";
const ODD_PATH = "The path contains characters or parts that are not valid in a module's address.";
it.each([
  [404, "/", "/ does not exist. Modules are below /v1/modules/."],
  [404, "/v1/modules/apono/x/aws/versions", `There is no module apono/x/aws. ${NO_MODULE}`],
  [404, "/v1/modules/acme/ecs-connector/aws/versions", `no module acme/ecs-connector/aws.`],
  [404, "/v1/modules/apono/ecs-connector/google/versions", `no module apono/ecs-connector/google.`],
  [
    404,
    "/v1/modules/apono/ecs-connector/aws/9.9.9/download",
    "Available versions: 1.0.0, 1.1.0-rc.1.",
  ],
  [404, "/v1/modules/apono/ecs-connector/aws", "Supported paths of a module"],
  [404, "/v1/modules/apono/ecs-connector/aws/1.0.0/download/more", "Supported paths of a module"],
  [404, "/archives/package.json", "There is no package package.json."],
  [400, "/v1/modules/apono/ecs-connector/aws/latest/download", '"latest" is not a valid version.'],
  [400, "/v1/modules/-x/ecs-connector/aws/versions", `"-x" is not valid in a module's address`],
  [400, `/v1/modules/${"x".repeat(65)}/b/aws/versions`, "is not valid in a module's address"],
  [400, "/v1/modules/apono//aws/versions", ODD_PATH],
  [400, "/archives/../package.json", ODD_PATH],
  [400, "/archives/..", ODD_PATH],
  [400, "/archives/%2e%2e/package.json", ODD_PATH],
  [400, "/archives/..\\package.json", ODD_PATH],
  [400, "/archives/a\0b", ODD_PATH],
  [400, "http://elsewhere/v1/modules/", ODD_PATH],
  [414, `/${"x".repeat(1024)}`, "The path is longer than 1024 characters."],
])("%i for %s, with the reason", (status, url, reason) => {
  const { body, ...rest } = get(url);
  expect(rest.status).toBe(status);
  expect((body as { errors: string[] }).errors[0]).toContain(reason);
});

it("nothing can be written, and nothing brought along", () => {
  const url = "/v1/modules/apono/ecs-connector/aws/versions";
  expect(get(url, { method: "PUT" })).toMatchObject({
    status: 405,
    headers: { Allow: "GET, HEAD" },
    body: { errors: ["PUT is not supported: this registry is read-only."] },
  });
  expect(get(url, { bodyLength: 1 }).status).toBe(413);
});

/** What the server answers to these bytes, as they are: no client tidies the path up. */
const raw = (text: string) =>
  new Promise<string>((resolve, reject) => {
    const { port } = new URL(registry.url);
    const socket = connect(Number(port), "127.0.0.1", () => socket.write(text));
    let received = "";
    socket.on("data", (data) => (received += data.toString("latin1")));
    socket.on("close", () => resolve(received));
    socket.on("error", reject);
  });

it.each([
  [
    "a path outside",
    "GET /archives/../../etc/passwd HTTP/1.1\r\nHost: x\r\nConnection: close\r\n",
    400,
  ],
  ["headers over 16 KB", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n`, 431],
  ["a body", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n", 413],
  ["a body of unknown size", "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n", 413],
  ["what is no HTTP", "hello\r\n", 400],
])("the server refuses %s on the wire", async (_what, request, status) => {
  expect(await raw(`${request}\r\n`)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
});

it("HEAD gets the headers only", async () => {
  const file = "terraform-aws-apono-eks-connector-1.0.0.tar.gz";
  const response = await fetch(`${registry.url}/archives/${file}`, { method: "HEAD" });
  expect(response.headers.get("content-length")).toBe(String(packages[2]!.archive.length));
  expect(await response.text()).toBe("");
});
