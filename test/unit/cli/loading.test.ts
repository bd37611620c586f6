import { buildSync } from "esbuild";
import { PROJECT } from "../../kit/project-copy";

/** The packages that are loaded with a file, `import()` left out: what every start pays for. */
function packagesOf(entry: string): string[] {
  const { metafile } = buildSync({
    absWorkingDir: PROJECT,
    entryPoints: [entry],
    bundle: true,
    packages: "external",
    platform: "node",
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const packages = new Set<string>();
  const files = new Set([entry]);
  for (const file of files)
    for (const { path, kind, external } of metafile.inputs[file]!.imports) {
      if (kind === "dynamic-import") continue;
      if (external !== true) files.add(path);
      else if (!path.startsWith("node:") && !path.startsWith(".")) packages.add(path);
    }
  return [...packages].sort();
}

it("the command line loads next to nothing before it knows the command", () => {
  expect(packagesOf("cli/index.ts")).toEqual(["commander", "picocolors", "semver/functions/valid"]);
});

it.each([
  "cli/validate/validate.ts",
  "cli/validate/read/read-paths.ts",
  "cli/validate/format/index.ts",
])("%s loads no constructs, no providers, no SDK, no reference of AWS", (entry) => {
  const packages = packagesOf(entry);
  expect(
    packages.filter((name) => /^(cdktf|constructs|@cdktf|@aws-sdk|@cloud-copilot)/.test(name)),
  ).toEqual([]);
  expect(packages).not.toContain("junit-report-builder");
});

it("sees what a file loads", () => {
  expect(packagesOf("modules/index.ts")).toEqual(expect.arrayContaining(["cdktf", "constructs"]));
});
