import { addressOf, resolveLink } from "../../../../tools/site/links";

const GUIDE = "docs/guides/ecs.md";

it.each([
  ["another guide", GUIDE, "eks.md", "/guides/eks.md"],
  ["a place in a page", GUIDE, "../status.md#exit-codes", "/status.md#exit-codes"],
  ["the README", GUIDE, "../../README.md#on-eks", "/start.md#on-eks"],
  ["a module", GUIDE, "../../modules/ecs-connector/README.md", "/modules/ecs-connector.md"],
  ["a folder's README", GUIDE, "../rules", "/rules/index.md"],
  [
    "a module's examples",
    "modules/ecs-connector/README.md",
    "examples/",
    "/modules/ecs-connector.md#examples",
  ],
])("leads to %s", (_, source, href, address) => {
  expect(resolveLink(source, href)).toEqual({ kind: "page", href: address });
});

it("leads to a file of docs/, which is published", () => {
  expect(resolveLink(GUIDE, "../status.schema.json")).toEqual({
    kind: "file",
    file: "docs/status.schema.json",
    href: "/status.schema.json",
  });
});

it("leads to a source in the repository, if that has an address", () => {
  const source = resolveLink(GUIDE, "../../main.ts");
  expect(source).toEqual({ kind: "source", file: "main.ts" });
  expect(addressOf(source, undefined)).toBeUndefined();
  expect(addressOf(source, "https://github.com/acme/connector")).toBe(
    "https://github.com/acme/connector/blob/HEAD/main.ts",
  );
});

it.each(["gone.md", "../../../other/README.md"])("refuses %s", (href) => {
  expect(() => resolveLink(GUIDE, href)).toThrow(
    `docs/guides/ecs.md: the link to ${href} leads nowhere. Correct or remove it.`,
  );
});
