import { HcpTarget } from "../../../../../cli/registry/publish/hcp";
import { publish } from "../../../../../cli/registry/publish/publish";
import { packModule } from "../../../../../cli/registry/package/packages";
import { collect } from "../../../../support/cli";
import { type HcpStandIn, startHcpStandIn } from "../../../../support/hcp-stand-in";

const NAME = "apono-ecs-connector";
const CREATE = /^POST .*\/versions$/;
const UPLOAD = /^PUT \/object/;

let hcp: HcpStandIn;
beforeEach(async () => {
  hcp = await startHcpStandIn();
});
afterEach(() => hcp.stop());

const pack = (version: string, content = "") =>
  packModule(
    "ecs-connector",
    version,
    new Map([
      ["main.tf", Buffer.from(content)],
      ["CHANGELOG.md", Buffer.from(`## [${version}]`)],
    ]),
  );

function target(env: Record<string, string> = { TFE_TOKEN: hcp.token }): HcpTarget {
  return new HcpTarget("acme", { address: hcp.address, env, pause: 1 });
}

async function run(version: string, content = "", dryRun = false): Promise<string> {
  const { io, out } = collect();
  await publish(io, [await pack(version, content)], target(), { dryRun });
  return out.join("\n");
}

it("makes the module, then the version, uploads, and waits until it is read", async () => {
  const out = await run("1.0.0");
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "ok" });
  const { host } = new URL(hcp.address);
  expect(out).toBe(
    `published ecs-connector 1.0.0 to the registry of acme at ${host}\n` +
      `  source  = "${new URL(hcp.address).host}/acme/${NAME}/aws"\n  version = "1.0.0"`,
  );
  await run("1.1.0");
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "ok", "1.1.0": "ok" });
});

it("leaves the same alone, and refuses other content", async () => {
  await run("1.0.0");
  const before = hcp.requests.length;
  expect(await run("1.0.0")).toMatch(
    /^unchanged: ecs-connector 1\.0\.0 is already in the registry of acme/,
  );
  await expect(run("1.0.0", "other")).rejects.toThrow(
    /^ecs-connector 1\.0\.0 is already in the registry of acme at .*, with different content\./,
  );
  expect(hcp.requests.slice(before).filter((request) => !request.startsWith("GET "))).toEqual([]);
});

it("changes nothing in a dry run", async () => {
  expect(await run("1.0.0", "", true)).toMatch(/^would publish ecs-connector 1\.0\.0 to /);
  expect(hcp.requests.filter((request) => !request.startsWith("GET "))).toEqual([]);
});

it.each([
  ["a busy server", /./, [429, 503, 500]],
  ["a failing upload", UPLOAD, [500, 502]],
] as [string, RegExp, number[]][])("gets past %s", async (_case, request, answers) => {
  hcp.fail(request, ...answers);
  await run("1.0.0");
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "ok" });
});

it("goes on after a publication that broke off at the upload", async () => {
  hcp.fail(UPLOAD, 403);
  await expect(run("1.0.0")).rejects.toThrow(/answered 403 to PUT the archive/);
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "pending" });
  await run("1.0.0");
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "ok" });
  expect(hcp.requests.filter((request) => request.startsWith("DELETE"))).toHaveLength(1);
});

it("goes on after one that broke off before the version", async () => {
  hcp.fail(CREATE, 403);
  await expect(run("1.0.0")).rejects.toThrow(/answered 403 to POST .*\/versions\. on demand\./);
  await run("1.0.0");
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "ok" });
});

it("says when the registry can't read the archive, and can be run again", async () => {
  hcp.ingress("reg_ingress_failed");
  await expect(run("1.0.0")).rejects.toThrow(
    /^the registry of acme at .* could not process ecs-connector 1\.0\.0: reg_ingress_failed\./,
  );
  hcp.ingress("ok");
  await run("1.0.0");
  expect(hcp.statuses(NAME)).toEqual({ "1.0.0": "ok" });
});

it("gives up where the server stays away, with its name", async () => {
  await hcp.stop();
  await expect(run("1.0.0")).rejects.toThrow(/^127\.0\.0\.1:\d+ can't be reached: .*ECONNREFUSED/);
  hcp = await startHcpStandIn();
});

describe("the token", () => {
  it("comes from Terraform's own variable for the host first", async () => {
    const env = { TF_TOKEN_127_0_0_1: hcp.token, TFE_TOKEN: "wrong" };
    await expect(target(env).versions("ecs-connector")).resolves.toEqual([]);
  });

  it("that is wrong is never shown", async () => {
    const wrong = target({ TFE_TOKEN: "wrong-token" }).versions("ecs-connector");
    await expect(wrong).rejects.toThrow(/answered 401 .* The token is not valid at 127\.0\.0\.1/);
    await expect(wrong).rejects.not.toThrow(/wrong-token/);
  });

  it("must be in the environment", () => {
    expect(() => target({})).toThrow(
      "No token for 127.0.0.1. Export TF_TOKEN_127_0_0_1 or TFE_TOKEN",
    );
    const dashed = () => new HcpTarget("a", { address: "https://tf-1.example.com", env: {} });
    expect(dashed).toThrow("Export TF_TOKEN_tf__1_example_com or TFE_TOKEN");
  });

  it("is given to nobody without https", () => {
    const open = () =>
      new HcpTarget("a", { address: "http://tf.example.com", env: { TFE_TOKEN: "t" } });
    expect(open).toThrow("http://tf.example.com is not encrypted, so the token is not sent there.");
  });
});

it.each(["a/b", "..", "", "a b"])("%j is no organization", (name) => {
  expect(() => new HcpTarget(name, { address: hcp.address, env: { TFE_TOKEN: "t" } })).toThrow(
    `"${name}" is not a valid organization name.`,
  );
});
