import { versionProblems } from "../../../../../tools/release/checks/version";

it.each([
  ["1.0.0", undefined],
  ["1.0.1", "1.0.0"],
  ["1.10.0", "1.9.0"],
  ["2.0.0", "1.10.3"],
])("%s can follow %s", (version, previous) => {
  expect(versionProblems(version, previous)).toEqual([]);
});

it.each(["v1.0.0", "1.0", "latest", "1.0.0+build", " 1.0.0", ""])(
  '"%s" is not a valid version',
  (version) => {
    expect(versionProblems(version, undefined)).toEqual([
      {
        what: `"${version}" is not a valid version.`,
        fix: "Give one such as 1.2.3, without a leading v: https://semver.org.",
      },
    ]);
  },
);

it.each(["1.1.0", "1.0.9", "0.9.0"])("%s is not higher than 1.1.0", (version) => {
  expect(versionProblems(version, "1.1.0")).toEqual([
    {
      what: `${version} is not higher than 1.1.0, the last tagged version.`,
      fix: "Give 1.1.1, 1.2.0 or 2.0.0.",
    },
  ]);
});

it("a release candidate is packaged, not released", () => {
  expect(versionProblems("1.1.0-rc.1", "1.0.0")).toEqual([
    {
      what: "1.1.0-rc.1 is a release candidate, which this command does not release.",
      fix: "Package the modules with npx apono-connector modules package --as 1.1.0-rc.1, and publish them with the same --as.",
    },
  ]);
});
