import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cleanUp, tempDir } from "../../kit/processes";
import { findProviderPlugins, writeCliConfig } from "../../kit/provider-plugins";
import {
  HOST,
  both,
  openTofu,
  addUnpacked,
  addPacked,
  machine,
} from "../../support/plugin-machine";

afterAll(cleanUp);

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
