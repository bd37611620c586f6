import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  checkCdktf,
  checkNode,
  checkProviders,
  checkTerraform,
  unreachable,
} from "../../../../cli/doctor/tools";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "doctor-tools-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that prints what a tool prints. */
function tool(name: string, output: string): void {
  const file = join(folder, name);
  writeFileSync(file, `#!/bin/sh\nprintf '%s\\n' '${output}'\n`);
  chmodSync(file, 0o755);
}
const terraform = (binary?: string) =>
  checkTerraform({ PATH: folder, TERRAFORM_BINARY_NAME: binary });

describe("checkCdktf", () => {
  it.each(["cdktf", "cdktn"])("finds %s", (name) => {
    mkdirSync(join(folder, `${name}-cli`));
    writeFileSync(join(folder, `${name}-cli`, "package.json"), '{ "version": "0.99.0" }');
    expect(checkCdktf(folder)).toMatchObject({ status: "ok", summary: `${name} 0.99.0.` });
  });

  it("tells where neither is installed", () => {
    expect(checkCdktf(folder)).toMatchObject({ summary: "cdktf is not installed.", fix: "npm ci" });
  });
});

describe("checkTerraform", () => {
  it.each([
    ["terraform", "Terraform v1.11.0\non linux_amd64", "ok", "Terraform 1.11.0."],
    ["tofu", "OpenTofu v1.11.2\non linux_amd64", "ok", "OpenTofu 1.11.2."],
    ["terraform", "Terraform v1.13.0-beta1", "ok", "Terraform 1.13.0-beta1."],
    [
      "terraform",
      "Terraform v1.9.8\non linux_amd64\n\nYour version of Terraform is out of date!",
      "problem",
      "Terraform 1.9.8 is too old: version >= 1.11 is required, for write-only arguments.",
    ],
    ["terraform", "hello", "unknown", "`terraform version` prints no version."],
  ])("reads of %s: %j", async (binary, output, status, summary) => {
    tool(binary, output);
    expect(await terraform(binary)).toMatchObject({ status, summary });
  });

  it("says how to get one, and that OpenTofu is there", async () => {
    expect(await terraform()).toMatchObject({
      status: "problem",
      summary: "terraform is not on the PATH.",
      fix: "Install Terraform >= 1.11: https://developer.hashicorp.com/terraform/install",
    });
    expect(await terraform("tofu")).toMatchObject({
      summary: "tofu is not on the PATH.",
      fix: "Install OpenTofu >= 1.11: https://opentofu.org/docs/intro/install",
    });
    tool("tofu", "OpenTofu v1.11.2");
    expect(await terraform()).toMatchObject({
      fix: "Use OpenTofu, which is installed: export TERRAFORM_BINARY_NAME=tofu",
    });
  });
});

describe("checkNode", () => {
  it("wants what package.json wants", () => {
    expect(checkNode("20.0.0").status).toBe("ok");
    expect(checkNode("18.20.1")).toMatchObject({
      status: "problem",
      summary: "Node 18.20.1 is too old: version >=20 is required.",
    });
  });
});

describe("checkProviders", () => {
  it("sees a configuration that is not there", async () => {
    const file = join(folder, "missing");
    expect(await checkProviders({ TF_CLI_CONFIG_FILE: file }, false)).toMatchObject({
      status: "warning",
      summary: `TF_CLI_CONFIG_FILE: the file ${file} does not exist.`,
    });
  });

  it("asks no registry where mirrors are named, or a proxy is between", async () => {
    const file = join(folder, "terraformrc");
    writeFileSync(file, 'provider_installation {\n  filesystem_mirror { path = "/m" }\n}\n');
    expect(await checkProviders({ TF_CLI_CONFIG_FILE: file }, false)).toMatchObject({
      status: "ok",
      summary: `Providers come from the sources in ${file}.`,
    });
    mkdirSync(join(folder, "home"));
    writeFileSync(file, "");
    expect(
      await checkProviders({ TF_CLI_CONFIG_FILE: file, HTTPS_PROXY: "http://proxy" }, true),
    ).toMatchObject({
      status: "skipped",
      summary: "registry.opentofu.org: not tried, because OpenTofu uses HTTPS_PROXY.",
    });
  });
});

describe("unreachable", () => {
  const start = async () => {
    const server = createServer((request, response) => {
      response.writeHead(request.url === "/good" ? 200 : 503).end("…");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    const stop = () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    };
    return { url: `http://127.0.0.1:${port}`, stop };
  };

  it("tells an answer from a refusal and from silence", async () => {
    const [server, gone] = [await start(), await start()];
    await gone.stop();
    expect(await unreachable(`${server.url}/good`)).toBeUndefined();
    expect(await unreachable(`${server.url}/bad`)).toBe("HTTP 503");
    expect(await unreachable(gone.url)).toBe("ECONNREFUSED");
    await server.stop();
  });
});
