import { navigation, sidebars } from "../../../../tools/site/navigation";
import { pageOf, pageSources, titleOf } from "../../../../tools/site/pages";

interface Item {
  readonly text?: string;
  readonly link?: string;
  readonly items?: readonly Item[];
}

const flat = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => [item, ...flat(item.items ?? [])]);

const bar = flat(navigation("1.2.3") as Item[]);
const sides = Object.entries(sidebars()).map(
  ([path, items]) => [path, flat(items as Item[])] as const,
);
const HOME = "/index.md";
const addresses = pageSources().map((source) => `/${pageOf(source)}`);

it("leads to every page but the home page, which the site's name leads to", () => {
  const linked = [bar, ...sides.map(([, items]) => items)].flat().map(({ link }) => link);
  expect(addresses.length).toBeGreaterThan(80);
  expect(addresses.filter((page) => page !== HOME && !linked.includes(page))).toEqual([]);
});

it("leads nowhere else", () => {
  const links = [bar, ...sides.map(([, items]) => items)].flat().flatMap(({ link }) => link ?? []);
  expect(links.filter((link) => !addresses.includes(link))).toEqual([]);
});

it("shows every page beside itself", () => {
  const beside = (page: string) =>
    sides.filter(([path]) => page.startsWith(path)).sort(([a], [b]) => b.length - a.length)[0]![1];
  const missing = addresses.filter(
    (page) => page !== HOME && !beside(page).some(({ link }) => link === page),
  );
  expect(missing).toEqual([]);
});

it("gives no two pages one address", () => {
  expect(new Set(addresses).size).toBe(addresses.length);
});

it("names pages in plain text", () => {
  const texts = [bar, ...sides.map(([, items]) => items)].flat().map(({ text }) => text ?? "");
  const titles = pageSources()
    .filter((source) => pageOf(source) !== "index.md")
    .map(titleOf);
  expect([...texts, ...titles].filter((text) => text === "" || /[`*[\]<>\\]/.test(text))).toEqual(
    [],
  );
});

it("has the version, the groups of the guides, and numbers of decisions", () => {
  expect(bar.map(({ text }) => text)).toContain("1.2.3");
  const [, guides] = sides.find(([path]) => path === "/")!;
  expect(guides.map(({ text }) => text)).toEqual(
    expect.arrayContaining(["Deploying", "On ECS Fargate", "Checking", "status", "ecs-connector"]),
  );
  const [, decisions] = sides.find(([path]) => path === "/adr/")!;
  expect(decisions).toContainEqual({ text: "8. Libraries", link: "/adr/0008-libraries.md" });
});
