import type { Grant } from "../../../../../cli/permissions/grants";
import { permissionProblems } from "../../../../../tools/release/checks/permissions";

const grant = (action: string): Grant => ({
  where: "inline_policies.kms",
  effect: "Allow",
  action,
  resource: "*",
  condition: "",
});
const entry = (version: string, text: string) => `## [${version}]\n\n${text}\n\n## [1.0.0]\n`;

function problems(version: string, text: string, before: Grant[], after: Grant[]) {
  const release = { version, tag: `v${version}`, date: "2026-03-04", previous: "1.0.0" };
  const modules = [{ module: "ecs-connector", before, after }];
  return permissionProblems(release, modules, entry(version, text));
}

const [SIGN, DECRYPT] = [grant("kms:Sign"), grant("kms:Decrypt")];
const LISTED = "### Permissions\n\n- kms:Decrypt";

it("a patch version grants nothing more, even if the changelog lists it", () => {
  const found = problems("1.0.1", LISTED, [SIGN], [SIGN, DECRYPT]);
  expect(found).toHaveLength(1);
  expect(found[0]!.what).toMatch(
    /^1\.0\.1 is a patch version, but ecs-connector grants more than in 1\.0\.0:\n[^]*MORE[^]*kms:Decrypt/,
  );
  expect(found[0]!.fix).toBe(
    'Release a minor version, so that "~> 1.0.0" does not bring in these permissions.',
  );
});

it("a minor version that grants more lists it in the changelog", () => {
  expect(problems("1.1.0", LISTED, [SIGN], [SIGN, DECRYPT])).toEqual([]);
  const found = problems("1.1.0", "### Added\n\n- A thing.", [SIGN], [SIGN, DECRYPT]);
  expect(found).toHaveLength(1);
  expect(found[0]!.what).toContain(
    '\nThe entry "## [1.1.0]" in CHANGELOG.md does not list new permissions.',
  );
  expect(found[0]!.fix).toBe('Add a section "### Permissions" to the entry.');
});

it("the section of another version does not count", () => {
  const release = { version: "1.1.0", tag: "v1.1.0", date: "2026-03-04", previous: "1.0.0" };
  const changelog = `## [1.1.0]\n\n- A thing.\n\n## [1.0.0]\n\n${LISTED}\n`;
  const modules = [{ module: "ecs-connector", before: [SIGN], after: [SIGN, DECRYPT] }];
  expect(permissionProblems(release, modules, changelog)).toHaveLength(1);
});

it("any version may grant less", () => {
  expect(problems("1.0.1", "- A thing.", [SIGN, DECRYPT], [SIGN])).toEqual([]);
});
