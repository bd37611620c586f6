import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PLATFORM, providersIn, searchMirrors } from "../../kit/plugin-mirrors";
import { cleanUp, tempDir } from "../../kit/processes";
import {
  findProviderPlugins,
  hasProvider,
  terraformEnv,
  writeCliConfig,
} from "../../kit/provider-plugins";

afterAll(cleanUp);

const HOST = "registry.terraform.io";
const OPENTOFU_HOST = "registry.opentofu.org";

/** Both addresses of a provider, as a configuration lists them. */
const both = (...sources: string[]) =>
  sources.flatMap((each) => [HOST, OPENTOFU_HOST].map((host) => `"${host}/${each}"`)).join(",");
const openTofu = (...sources: string[]) =>
  sources.map((each) => `"${OPENTOFU_HOST}/${each}"`).join(",");

function addUnpacked(mirror: string, source: string, version: string, host = HOST): string {
  const folder = join(mirror, host, source, version, PLATFORM);
  mkdirSync(folder, { recursive: true });
  return folder;
}

function addPacked(mirror: string, source: string, version: string, platform = PLATFORM): void {
  const type = source.split("/")[1] ?? "";
  const file = join(mirror, HOST, source, `terraform-provider-${type}_${version}_${platform}.zip`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, "");
}

/** A machine with nothing but what a test puts there. */
function machine(): {
  home: string;
  root: string;
  search: Parameters<typeof findProviderPlugins>[0];
} {
  const home = tempDir("home-");
  const root = tempDir("root-");
  const env = {
    XDG_DATA_DIRS: join(root, "share"),
    TF_CLI_CONFIG_FILE: join(root, "missing.tfrc"),
  };
  return { home, root, search: { env, home, searchRoots: [root] } };
}

describe("providersIn", () => {
  it("lists packed and unpacked providers of this platform, versions in order", () => {
    const mirror = tempDir("mirror-");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    addUnpacked(mirror, "hashicorp/aws", "5.9.0");
    addPacked(mirror, "hashicorp/helm", "3.1.0");
    addPacked(mirror, "hashicorp/kubernetes", "2.36.0", "plan9_mips");
    expect(providersIn(mirror)).toEqual([
      { source: "hashicorp/aws", versions: ["5.9.0", "5.100.0"] },
      { source: "hashicorp/helm", versions: ["3.1.0"] },
    ]);
  });

  it("lists what a mirror holds under either registry's name, once", () => {
    const mirror = tempDir("mirror-");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0", OPENTOFU_HOST);
    addUnpacked(mirror, "hashicorp/aws", "6.0.0", OPENTOFU_HOST);
    addUnpacked(mirror, "opentofu/null", "1.0.0", OPENTOFU_HOST);
    addUnpacked(mirror, "acme/thing", "1.0.0", "registry.example.com");
    expect(providersIn(mirror)).toEqual([
      { source: "hashicorp/aws", versions: ["5.100.0", "6.0.0"] },
      { source: "opentofu/null", versions: ["1.0.0"] },
    ]);
  });

  it("follows a link to a package folder, and none above it, as Terraform", () => {
    const real = tempDir("real-");
    const mirror = tempDir("mirror-");
    const target = addUnpacked(real, "hashicorp/aws", "5.100.0");
    mkdirSync(join(mirror, HOST, "hashicorp/aws/5.100.0"), { recursive: true });
    symlinkSync(target, join(mirror, HOST, "hashicorp/aws/5.100.0", PLATFORM));
    addUnpacked(real, "hashicorp/helm", "3.1.0");
    symlinkSync(join(real, HOST, "hashicorp/helm"), join(mirror, HOST, "hashicorp/helm"));
    expect(providersIn(mirror).map(({ source }) => source)).toEqual(["hashicorp/aws"]);
  });
});

describe("searchMirrors", () => {
  it("looks a few levels deep, and neither deeper nor into hidden folders", () => {
    const root = tempDir("search-");
    for (const path of ["a/b/c", "too/deep/for/it/x", ".hidden", "p/node_modules/m"]) {
      mkdirSync(join(root, path, HOST), { recursive: true });
    }
    mkdirSync(join(root, "tofu", OPENTOFU_HOST), { recursive: true });
    expect(searchMirrors([root, join(root, "missing")])).toEqual([
      join(root, "tofu"),
      join(root, "a/b/c"),
    ]);
  });
});

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

describe("writeCliConfig", () => {
  it("has mirrors, the registry for the rest, and extra mirrors before all", () => {
    const { root, search } = machine();
    const mirror = join(root, "plugins");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    addUnpacked(mirror, "hashicorp/helm", "3.0.0");
    const extra = tempDir("extra-");
    addUnpacked(extra, "hashicorp/helm", "3.1.0");
    const file = writeCliConfig(root, { extraMirrors: [extra] }, findProviderPlugins(search));
    expect(readFileSync(file, "utf8")).toBe(`provider_installation {
  filesystem_mirror {
    path = "${extra}"
    include = [${both("hashicorp/helm")}]
  }
  filesystem_mirror {
    path = "${root}/other-registry/0"
    include = [${openTofu("hashicorp/helm")}]
  }
  filesystem_mirror {
    path = "${root}/other-registry/1"
    include = [${openTofu("hashicorp/aws", "hashicorp/helm")}]
    exclude = [${both("hashicorp/helm")}]
  }
  filesystem_mirror {
    path = "${mirror}"
    include = [${both("hashicorp/aws", "hashicorp/helm")}]
    exclude = [${both("hashicorp/helm")}]
  }
  direct {
    exclude = [${both("hashicorp/aws", "hashicorp/helm")}]
  }
}
`);
  });

  it("asks no registry for what a machine's own mirror holds under the other registry's name", () => {
    const { home, root, search } = machine();
    const mirror = tempDir("mirror-");
    addUnpacked(mirror, "hashicorp/aws", "5.100.0");
    writeFileSync(
      join(home, ".terraformrc"),
      `provider_installation {
  filesystem_mirror { path = "${mirror}" }
  direct { exclude = ["${HOST}/hashicorp/aws"] }
}
`,
    );
    const file = writeCliConfig(root, {}, findProviderPlugins(search));
    expect(readFileSync(file, "utf8")).toBe(`provider_installation {
  filesystem_mirror {
    path = "${root}/other-registry/0"
    include = [${openTofu("hashicorp/aws")}]
  }
  filesystem_mirror {
    path = "${mirror}"
  }
  direct {
    exclude = [${both("hashicorp/aws")}]
  }
}
`);
  });

  it("leaves Terraform's defaults alone where everything comes from the registry", () => {
    const { root, search } = machine();
    const file = writeCliConfig(root, {}, findProviderPlugins(search));
    expect(readFileSync(file, "utf8")).toBe("\n");
  });

  it("keeps a machine's own configuration, and only adds to it", () => {
    const { home, root, search } = machine();
    const extra = tempDir("extra-");
    addPacked(extra, "hashicorp/helm", "3.1.0");
    writeFileSync(
      join(home, ".terraformrc"),
      `plugin_cache_dir = "/cache" # kept
provider_installation {
  // the company's
  network_mirror {
    url     = "https://terraform.example.com/providers/"
    include = ["*/*/*"]
  }
  direct { exclude = ["example.com/*/*"] }
}
credentials "app.example.com" { token = "x" }
`,
    );
    const file = writeCliConfig(root, { extraMirrors: [extra] }, findProviderPlugins(search));
    expect(readFileSync(file, "utf8")).toBe(`plugin_cache_dir = "/cache" 

credentials "app.example.com" { token = "x" }

provider_installation {
  filesystem_mirror {
    path = "${extra}"
    include = [${both("hashicorp/helm")}]
  }
  filesystem_mirror {
    path = "${root}/other-registry/0"
    include = [${openTofu("hashicorp/helm")}]
  }
  network_mirror {
    url = "https://terraform.example.com/providers/"
    include = ["*/*/*"]
    exclude = [${both("hashicorp/helm")}]
  }
  direct {
    exclude = ["example.com/*/*",${both("hashicorp/helm")}]
  }
}
`);
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
