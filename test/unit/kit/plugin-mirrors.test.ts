import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { PLATFORM, providersIn, searchMirrors } from "../../kit/plugin-mirrors";
import { cleanUp, tempDir } from "../../kit/processes";
import { HOST, OPENTOFU_HOST, addUnpacked, addPacked } from "../../support/plugin-machine";

afterAll(cleanUp);

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
