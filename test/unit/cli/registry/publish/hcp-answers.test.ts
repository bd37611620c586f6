import { packModule, writePackages } from "../../../../../cli/registry/package/packages";
import { HcpTarget } from "../../../../../cli/registry/publish/hcp";
import { cleanUp, tempDir } from "../../../../kit/processes";
import type { LoopbackResponse } from "../../../../kit/kubernetes/loopback-server";
import { runCli } from "../../../../support/cli";
import { type HcpStandIn, startHcpStandIn } from "../../../../support/hcp-stand-in";

const MODULE = /^GET .*\/registry-modules\/private\/acme\/[^/]+\/aws$/;
const ORGANIZATION = /^GET \/api\/v2\/organizations\/acme$/;

let hcp: HcpStandIn;
beforeEach(async () => {
  hcp = await startHcpStandIn();
});
afterEach(() => hcp.stop());
afterAll(cleanUp);

const target = (organization = "acme") =>
  new HcpTarget(organization, { address: hcp.address, env: { TFE_TOKEN: hcp.token }, pause: 1 });
const pack = () =>
  packModule("ecs-connector", "1.0.0", new Map([["CHANGELOG.md", Buffer.from("## [1.0.0]")]]));

/** How a promise ends: what it is refused with, else "done". */
const end = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => "done",
    (error: unknown) => error,
  );

describe("a 404 of a module", () => {
  it("is not there yet where the organization is", async () => {
    await expect(target().versions("ecs-connector")).resolves.toEqual([]);
  });

  it("is refused where the organization isn't, in a dry run too", async () => {
    const host = new URL(hcp.address).host;
    await expect(target("acne").versions("ecs-connector")).rejects.toMatchObject({
      name: "CommandFailure",
      message: `${host} has no organization acne, or the token has no access to it. Correct the name, or use a token of a user or team of that organization.`,
    });
    await expect(target("acne").read("ecs-connector", "1.0.0")).rejects.toThrow(
      "has no organization acne",
    );
  });

  it("is refused where something else answers for the organization", async () => {
    hcp.instead(ORGANIZATION, { body: '{"data": {"type": "users"}}' });
    await expect(target().versions("ecs-connector")).rejects.toThrow(
      "with a document that is not an organization's",
    );
  });
});

const html = "<!doctype html><title>Sign in</title>";
const ANSWERS: Readonly<Record<string, LoopbackResponse>> = {
  "a page": { type: "text/html", body: html },
  "a page that fails": { status: 503, type: "text/html", body: html },
  nothing: { body: "" },
  "no content": { status: 204, body: "" },
  null: { type: "application/json", body: "null" },
  "a number": { type: "application/json", body: "7" },
  "a list": { type: "application/json", body: "[]" },
  "an empty object": { type: "application/json", body: "{}" },
  "other JSON": { type: "application/json", body: '{"hello": "world", "data": "none"}' },
  "data that is a list": { type: "application/json", body: '{"data": [1, null]}' },
  "statuses of another shape": {
    body: '{"data": {"attributes": {"version-statuses": {"1.0.0": "ok"}}, "links": {"upload": 7}}}',
  },
  "half a document": { type: "application/vnd.api+json", body: '{"data": {"attri' },
  "an answer that breaks off": {
    headers: { "Content-Length": "1000", Connection: "close" },
    body: '{"data": {',
  },
  "errors of another shape": { status: 422, body: '{"errors": {"detail": "x"}}' },
  "errors of all kinds": { status: 422, body: '{"errors": [null, 7, "Told", {"title": 3}]}' },
  "a redirection": { status: 302, headers: { Location: "https://sso.example.com/" }, body: "" },
  "a redirect to nowhere": { status: 301, body: "" },
  "a bad date to try again": { status: 429, headers: { "Retry-After": "soon" }, body: "" },
  "bytes that are no text": { body: Buffer.from([0xff, 0xfe, 0x00, 0x80]) },
};

describe.each(Object.keys(ANSWERS))("%s", (kind) => {
  it.each([
    ["about the module", MODULE],
    ["about the organization", ORGANIZATION],
    ["to a new module", /^POST .*\/registry-modules$/],
    ["to a new version", /^POST .*\/versions$/],
    ["to the upload", /^PUT /],
    ["about the download", /\/download$/],
    ["in an archive's place", /^GET \/object/],
  ])("%s ends in a sentence, and not in a trace", async (_what, request) => {
    if (/download|object/.test(request.source)) await target().write(await pack());
    hcp.instead(request, ANSWERS[kind]!);
    const write = pack().then((each) => target().write(each));
    for (const ended of [await end(write), await end(target().read("ecs-connector", "1.0.0"))])
      if (ended !== "done")
        expect(ended).toMatchObject({
          name: "CommandFailure",
          message: expect.stringMatching(/^[^\n]+[.]$/) as string,
        });
  });
});

it.each(["", "git::ssh://x/y", "http://[", "file:///etc/passwd"])(
  "takes no address such as %j to download from",
  async (address) => {
    await target().write(await pack());
    hcp.instead(/\/download$/, { status: 204, headers: { "X-Terraform-Get": address }, body: "" });
    const read = target().read("ecs-connector", "1.0.0");
    await expect(read).rejects.toMatchObject({ name: "CommandFailure" });
  },
);

it("a dry run approves no organization that isn't there", async () => {
  const packages = tempDir("packages-");
  writePackages([await pack()], packages);
  const dryRun = (organization: string) =>
    runCli(
      [
        ...["modules", "publish", "hcp", organization, "--dry-run"],
        ...["--address", hcp.address, "--packages", packages, "--as", "1.0.0"],
      ],
      { env: { TFE_TOKEN: hcp.token } },
    );
  expect(await dryRun("acne")).toMatchObject({
    code: 1,
    out: "",
    err: expect.stringContaining("has no organization acne") as string,
  });
  expect(await dryRun("acme")).toMatchObject({
    code: 0,
    out: expect.stringContaining("would publish ecs-connector 1.0.0") as string,
  });
});
