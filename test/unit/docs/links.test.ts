import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { MODULE_NAMES } from "../../../modules/module-names";
import { anchorsIn, proseOf } from "../../support/anchors";
import { PROJECT } from "../../kit/project-copy";

const documents = [
  ...["README.md", "CHANGELOG.md", ".github/SECURITY.md"],
  ...MODULE_NAMES.map((name) => `modules/${name}/README.md`),
  ...readdirSync(join(PROJECT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => join("docs", file)),
];

/** Links of a document to something that is not there. */
function broken(document: string): string[] {
  const links = [...proseOf(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, to]) => to!);
  return links.filter((to) => {
    const [path = "", anchor] = to.split("#");
    const target = path === "" ? document : normalize(join(dirname(document), path));
    if (!existsSync(join(PROJECT, target))) return true;
    return anchor !== undefined && target.endsWith(".md") && !anchorsIn(target).includes(anchor);
  });
}

it.each(documents)("every link in %s leads somewhere", (document) => {
  expect(broken(document)).toEqual([]);
});

it.each(["docs/guides", "docs/adr"])("every page of %s is in its index", (folder) => {
  const index = proseOf(join(folder, "README.md"));
  const pages = readdirSync(join(PROJECT, folder)).filter((file) => file !== "README.md");
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.filter((file) => !index.includes(`](${file})`))).toEqual([]);
});

it("the README is at most 180 lines", () => {
  const lines = readFileSync(join(PROJECT, "README.md"), "utf8").split("\n").length;
  expect(lines).toBeLessThanOrEqual(180);
});
