import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { forgetChecksums } from "../../kit/lock-file";
import { cleanUp, tempDir } from "../../kit/processes";

afterAll(cleanUp);

const lockFile = (folder: string) => join(folder, ".terraform.lock.hcl");

it("keeps versions and constraints, and no checksum", () => {
  const folder = tempDir("lock-");
  writeFileSync(
    lockFile(folder),
    `# This file is maintained automatically by "terraform init".

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
  hashes = [
    "h1:edXOJWE4ORX8Fm+dpVpICzMZJat4AX0VRCAy/xkcOc0=",
    "zh:054b8dd49f0549c9a7cc27d159e45327b7b65cf404da5e5a20da154b90b8a644",
  ]
}

provider "registry.terraform.io/hashicorp/helm" {
  version = "3.1.0"
  hashes = [
    "h1:FRBrHVIEzDGjEiBXeLyVKwmvbxMxCdSdmb1jGBXOKEk=",
  ]
}
`,
  );
  forgetChecksums(folder);
  expect(readFileSync(lockFile(folder), "utf8"))
    .toBe(`# This file is maintained automatically by "terraform init".

provider "registry.terraform.io/hashicorp/aws" {
  version     = "5.100.0"
  constraints = ">= 5.100.0, < 7.0.0"
}

provider "registry.terraform.io/hashicorp/helm" {
  version = "3.1.0"
}
`);
});

it("makes no lock file where there is none", () => {
  const folder = tempDir("lock-");
  forgetChecksums(folder);
  expect(existsSync(lockFile(folder))).toBe(false);
});
