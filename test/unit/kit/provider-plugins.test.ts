import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../kit/processes";
import { findProviderPlugins, hasProvider, terraformEnv } from "../../kit/provider-plugins";
import { addUnpacked, machine } from "../../support/plugin-machine";

afterAll(cleanUp);

describe("findProviderPlugins", () => {
  it("falls back to the registry where there is nothing", () => {
    expect(findProviderPlugins(machine().search)).toEqual({
      from: "registry",
      mirror: undefined,
      mirrors: [],
      providers: [],
      cliConfig: undefined,
    });
  });

  it("finds a mirror by its name", () => {
    const { root, search } = machine();
    addUnpacked(join(root, "plugins"), "hashicorp/aws", "5.100.0");
    expect(findProviderPlugins(search)).toMatchObject({
      from: "mirror",
      mirror: join(root, "plugins"),
      providers: [{ source: "hashicorp/aws", versions: ["5.100.0"] }],
    });
  });

  it("takes TF_PLUGIN_MIRROR first, then Terraform's own folders, then what it finds", () => {
    const { home, root, search } = machine();
    const named = tempDir("named-");
    const implied = [
      join(home, ".terraform.d/plugins"),
      join(home, ".local/share/terraform/plugins"),
      join(root, "share/terraform/plugins"),
    ];
    const elsewhere = join(root, "elsewhere");
    for (const mirror of [named, ...implied, elsewhere]) {
      addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    }
    const env = { ...search?.env, TF_PLUGIN_MIRROR: named };
    expect(findProviderPlugins({ ...search, env }).mirrors).toEqual([named, ...implied, elsewhere]);
  });

  it("goes by the CLI configuration where it says where providers come from", () => {
    const { home, root, search } = machine();
    addUnpacked(join(root, "plugins"), "hashicorp/helm", "3.1.0");
    const mirror = tempDir("mirror-");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    const file = join(home, ".terraformrc");
    writeFileSync(
      file,
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
    );
    expect(findProviderPlugins(search)).toEqual({
      from: "cli-config",
      mirror,
      mirrors: [mirror],
      providers: [{ source: "hashicorp/aws", versions: ["5.100.0"] }],
      cliConfig: file,
    });
  });

  it("keeps the answer for the process", () => {
    expect(findProviderPlugins()).toBe(findProviderPlugins());
  });
});

describe("hasProvider", () => {
  it("knows what mirrors hold, and asks nobody where only mirrors are allowed", async () => {
    const { home, search } = machine();
    const mirror = tempDir("mirror-");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    writeFileSync(
      join(home, ".terraformrc"),
      `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`,
    );
    const plugins = findProviderPlugins(search);
    expect(await hasProvider("hashicorp/aws", plugins)).toBe(true);
    expect(await hasProvider("hashicorp/helm", plugins)).toBe(false);
  });
});

describe("terraformEnv", () => {
  it("names the configuration and drops the caller's own settings", () => {
    process.env.TF_VAR_sandbox_test = "leaks";
    const env = terraformEnv("/a/file");
    delete process.env.TF_VAR_sandbox_test;
    expect(env).toMatchObject({
      TF_CLI_CONFIG_FILE: "/a/file",
      TF_IN_AUTOMATION: "1",
      TF_INPUT: "0",
      CHECKPOINT_DISABLE: "1",
    });
    expect(Object.keys(env)).toContain("TF_VAR_sandbox_test");
    expect(env.TF_VAR_sandbox_test).toBeUndefined();
  });

  it("lets garbage grow, unless the caller says how much", () => {
    const own = process.env.GOGC;
    delete process.env.GOGC;
    expect(terraformEnv("/a/file").GOGC).toBe("400");
    process.env.GOGC = "100";
    expect(terraformEnv("/a/file").GOGC).toBe("100");
    if (own === undefined) delete process.env.GOGC;
    else process.env.GOGC = own;
  });
});
