import { changelogProblems } from "../../../../../tools/release/checks/changelog";
import { dateOf, withDate } from "../../../../../tools/release/changelog";

const changelog = (heading: string, text: string) =>
  `# Changelog\n\n${heading}\n\n${text}\n## [1.0.0] - 2026-01-02\n\n### Added\n\n- All.\n`;
const SAID = "### Fixed\n\n- A thing.\n";

it.each(["## [1.1.0]", "## [1.1.0] - 2026-03-04"])("%s with a text is an entry", (heading) => {
  expect(changelogProblems(changelog(heading, SAID), "1.1.0")).toEqual([]);
});

it.each(["## [Unreleased]", "## [1.1.00]", "## [11.1.0]", "## 1.1.0", "### [1.1.0]"])(
  "%s is not the entry of 1.1.0",
  (heading) => {
    expect(changelogProblems(changelog(heading, SAID), "1.1.0")).toEqual([
      {
        what: "CHANGELOG.md has no entry for 1.1.0.",
        fix: 'Add "## [1.1.0]" above the last version, with what changes for users.',
      },
    ]);
  },
);

it.each(["", "### Added\n\n### Fixed\n", "   \n", "[1.1.0]: https://example.com\n"])(
  "an entry of %j is empty",
  (text) => {
    expect(changelogProblems(changelog("## [1.1.0]", text), "1.1.0")).toEqual([
      {
        what: 'The entry "## [1.1.0]" in CHANGELOG.md is empty.',
        fix: "Write what changes for users below it.",
      },
    ]);
  },
);

it("a date that is none is refused", () => {
  expect(changelogProblems(changelog("## [1.1.0] - soon", SAID), "1.1.0")).toEqual([
    {
      what: 'The date "soon" of "## [1.1.0]" in CHANGELOG.md is not a valid date.',
      fix: "Remove it: this command writes the date.",
    },
  ]);
});

it("the date goes into the version's heading only, once", () => {
  const dated = withDate(changelog("## [1.1.0]", SAID), "1.1.0", "2026-03-04");
  expect(dated).toBe(changelog("## [1.1.0] - 2026-03-04", SAID));
  expect(withDate(dated, "1.1.0", "2026-03-04")).toBe(dated);
  expect([dateOf(dated, "1.1.0"), dateOf(dated, "1.0.0")]).toEqual(["2026-03-04", "2026-01-02"]);
});
