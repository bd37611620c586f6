import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PLATFORM, packagesIn } from "../../kit/plugin-mirrors";
import { cleanUp, tempDir } from "../../kit/processes";
import { layOutTwin } from "../../kit/registry-twin";

afterAll(cleanUp);

function add(mirror: string, path: string): void {
  const file = join(mirror, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, path);
}

const TERRAFORM = "registry.terraform.io";
const OPENTOFU = "registry.opentofu.org";

it("has every package under the other registry's name, packed or not, with the same content", () => {
  const mirror = tempDir("mirror-");
  const twin = join(tempDir("twin-"), "below");
  const aws = `hashicorp/aws/5.100.0/${PLATFORM}/terraform-provider-aws`;
  const helm = `hashicorp/helm/terraform-provider-helm_3.1.0_${PLATFORM}.zip`;
  add(mirror, `${TERRAFORM}/${aws}`);
  add(mirror, `${OPENTOFU}/${helm}`);
  expect(layOutTwin(mirror, twin)).toEqual([
    `${OPENTOFU}/hashicorp/aws`,
    `${TERRAFORM}/hashicorp/helm`,
  ]);
  expect(readFileSync(join(twin, OPENTOFU, aws), "utf8")).toBe(`${TERRAFORM}/${aws}`);
  expect(readFileSync(join(twin, TERRAFORM, helm), "utf8")).toBe(`${OPENTOFU}/${helm}`);
  // As an engine sees it: no link above the package.
  expect(packagesIn(twin).map(({ host, source, version }) => [host, source, version])).toEqual([
    [TERRAFORM, "hashicorp/helm", "3.1.0"],
    [OPENTOFU, "hashicorp/aws", "5.100.0"],
  ]);
  // Twice the same is no mistake.
  expect(layOutTwin(mirror, twin)).toHaveLength(2);
});

it("makes nothing of what a mirror has under both names, and of another registry's", () => {
  const mirror = tempDir("mirror-");
  const twin = join(tempDir("twin-"), "below");
  const aws = `hashicorp/aws/5.100.0/${PLATFORM}/terraform-provider-aws`;
  for (const host of [TERRAFORM, OPENTOFU, "registry.example.com"]) add(mirror, `${host}/${aws}`);
  add(mirror, `${TERRAFORM}/hashicorp/aws/6.0.0/${PLATFORM}/terraform-provider-aws`);
  expect(layOutTwin(mirror, twin)).toEqual([]);
  expect(existsSync(twin)).toBe(false);
  expect(readdirSync(mirror)).toHaveLength(3);
});
