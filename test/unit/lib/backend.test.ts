import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformStack, Testing } from "cdktf";
import { ConfiguredBackend } from "../../../lib/backend";

const EXAMPLE =
  'Write one of Terraform\'s backend blocks as JSON, for example {"s3": {"bucket": "…", "key": "…", "region": "…"}}.';

describe("ConfiguredBackend", () => {
  const before = process.env["STATE_BACKEND"];
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "apono-backend-"));
    delete process.env["STATE_BACKEND"];
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
    if (before === undefined) delete process.env["STATE_BACKEND"];
    else process.env["STATE_BACKEND"] = before;
  });

  const backend = (out = join(root, "cdktf.out")) =>
    new ConfiguredBackend(
      new TerraformStack(Testing.app(), "my-stack"),
      { root, variable: "STATE_BACKEND" },
      out,
    );
  const terraform = (out?: string) => backend(out).toTerraform();

  it("is a local file beside cdktf.json, by a relative path", () => {
    const path = join("..", "..", "..", "terraform.my-stack.tfstate");
    expect(terraform()).toEqual({ terraform: { backend: { local: { path } } } });
    expect(terraform(join(root, "a", "b"))).toEqual({
      terraform: { backend: { local: { path: join("..", path) } } },
    });
  });

  const s3 = { s3: { bucket: "b", key: "{stack}/x-{stack}.tfstate", tags: ["{stack}"] } };
  const named = { s3: { bucket: "b", key: "my-stack/x-my-stack.tfstate", tags: ["my-stack"] } };

  it("comes from the variable, with the stack's name put in", () => {
    process.env["STATE_BACKEND"] = ` ${JSON.stringify(s3)}\n`;
    expect(terraform()).toEqual({ terraform: { backend: named } });
  });

  it("comes from the file that the variable names, before backend.json", () => {
    writeFileSync(join(root, "backend.json"), JSON.stringify({ http: {} }));
    expect(terraform()).toEqual({ terraform: { backend: { http: {} } } });
    const file = join(root, "other.json");
    writeFileSync(file, JSON.stringify(s3));
    process.env["STATE_BACKEND"] = file;
    expect(terraform()).toEqual({ terraform: { backend: named } });
    process.env["STATE_BACKEND"] = "  ";
    expect(terraform()).toEqual({ terraform: { backend: { http: {} } } });
  });

  it("can be HCP Terraform", () => {
    process.env["STATE_BACKEND"] = '{"cloud": {"workspaces": {"name": "apono-{stack}"}}}';
    expect(terraform()).toEqual({
      terraform: { cloud: { workspaces: { name: "apono-my-stack" } } },
    });
  });

  it("serves other stacks' outputs", () => {
    process.env["STATE_BACKEND"] = JSON.stringify(s3);
    const reader = new TerraformStack(Testing.app(), "reader");
    const remote = backend().getRemoteStateDataSource(reader, "remote", "my-stack");
    expect(remote.toTerraform().data.terraform_remote_state.remote).toMatchObject({
      backend: "s3",
      config: named.s3,
    });
  });

  it.each([
    ["{}", "it must name exactly one backend"],
    ['{"s3": {}, "gcs": {}}', "it must name exactly one backend"],
    [
      '{"s4": {}}',
      'Terraform has no backend "s4" (it has cloud, azurerm, consul, cos, gcs, http, kubernetes, local, oss, pg, s3)',
    ],
    ['{"s3": "bucket"}', 'the settings of "s3" must be an object'],
    ['{"s3": []}', 'the settings of "s3" must be an object'],
    ['{"s3": null}', 'the settings of "s3" must be an object'],
  ])("refuses %s", (json, problem) => {
    process.env["STATE_BACKEND"] = json;
    expect(terraform).toThrow(
      new Error(`The state backend in STATE_BACKEND can't be used: ${problem}. ${EXAMPLE}`),
    );
  });

  it("refuses what is not JSON, or no object, and names the file", () => {
    writeFileSync(join(root, "backend.json"), "[]");
    expect(terraform).toThrow(
      new Error(
        `The state backend in backend.json can't be used: it must name exactly one backend. ${EXAMPLE}`,
      ),
    );
    writeFileSync(join(root, "backend.json"), "s3:");
    expect(terraform).toThrow(
      /^The state backend in backend.json can't be used: it is not JSON \(/,
    );
  });

  it("refuses a file that is not there", () => {
    const file = join(root, "none.json");
    process.env["STATE_BACKEND"] = file;
    expect(terraform).toThrow(
      new Error(
        `The state backend in STATE_BACKEND can't be used: there is no file ${file}. ${EXAMPLE}`,
      ),
    );
  });
});
