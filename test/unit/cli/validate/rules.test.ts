import { readFileSync } from "node:fs";
import { join } from "node:path";
import { findingsIn } from "../../../support/findings-in";
import { RULES } from "../../../../cli/validate/rules";
import { exampleFiles, rulePages } from "../../../../tools/docs/rule-page";
import { PROJECT } from "../../../kit/project-copy";
import { workspaceOf } from "../../../support/workspace";
import { isSentence } from "../../../support/wording";

const pages = rulePages(RULES);
// Terraform's own verdict is tried in test/e2e/validate.
const OWN = RULES.filter(({ id }) => id !== "terraform");

describe.each(OWN.map((rule) => [rule.id, rule] as const))("rule `%s`", (id, rule) => {
  const bad = exampleFiles(id, "bad");
  const good = exampleFiles(id, "good");

  it("finds its bad example bad, in one of its files, with a fix", async () => {
    const found = await findingsIn(await workspaceOf(bad), [rule]);
    expect(found.map((finding) => finding.rule)).toContain(id);
    for (const { range } of found) {
      expect(Object.keys(bad)).toContain(range.file);
      const lines = bad[range.file]!.split("\n");
      expect(range.start.line).toBeLessThanOrEqual(lines.length);
      expect(range.start.column).toBeLessThanOrEqual(lines[range.start.line - 1]!.length + 1);
    }
  });

  it("tells it in sentences: what is wrong, what to do, what else belongs to it", async () => {
    for (const { message, fix, related = [] } of await findingsIn(await workspaceOf(bad), [rule])) {
      const texts = [message, fix, ...related.map((each) => each.message)];
      expect(texts.filter((text) => !isSentence(text))).toEqual([]);
    }
  });

  it("finds its good example good", async () => {
    expect(await findingsIn(await workspaceOf(good), [rule])).toEqual([]);
  });

  it("has a page that says what the rule says", () => {
    expect(readFileSync(join(PROJECT, "docs", "rules", `${id}.md`), "utf8")).toBe(
      pages.get(`${id}.md`),
    );
  });
});

describe("rules", () => {
  it("have ids of their own, in kebab-case", () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  });

  it("have titles of one line without a full stop", () => {
    expect(RULES.filter(({ title }) => /\n|\.$/.test(title)).map(({ id }) => id)).toEqual([]);
  });

  it("are all in the index", () => {
    expect(readFileSync(join(PROJECT, "docs", "rules", "README.md"), "utf8")).toBe(
      pages.get("README.md"),
    );
  });
});
