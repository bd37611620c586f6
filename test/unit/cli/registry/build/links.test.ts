import { rewriteLinks } from "../../../../../cli/registry/build/links";

const placed = new Map([
  ["docs/guide.md", "GUIDE.md"],
  ["modules/a/README.md", "README.md"],
]);

it.each([
  ["a document that is in the package", "[g](../../docs/guide.md)", "[g](GUIDE.md)"],
  ["its anchor", "[g](../../docs/guide.md#one)", "[g](GUIDE.md#one)"],
  ["a document that is not", "see [the layout](../../CONTRIBUTING.md), too", "see the layout, too"],
  ["a link outside", "[a](https://a.example/b#c)", "[a](https://a.example/b#c)"],
  ["an anchor of its own", "[a](#inputs)", "[a](#inputs)"],
])("follows %s", (_case, before, after) => {
  expect(rewriteLinks(before, "modules/a/README.md", placed)).toBe(after);
});
