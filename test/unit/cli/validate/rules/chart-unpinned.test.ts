import { chartUnpinned as rule } from "../../../../../cli/validate/rules/chart-unpinned";
import { findings, found, foundIn } from "../../../../support/validate";

const REPOSITORY = 'repository = "https://apono-io.github.io/apono-helm-charts/"';
const release = (...settings: string[]) =>
  `resource "helm_release" "apono" {\n  name = "x"\n${settings.map((each) => `  ${each}\n`).join("")}}\n`;
const NONE =
  "main.tf:1:1 helm_release.apono sets no version of the connector's chart, so each plan takes the newest.";

it.each([
  ["its name", [REPOSITORY, 'chart = "apono-connector"']],
  ["its address", ['chart = "oci://registry.example.com/charts/apono-connector"']],
  ["no version but null", ['chart = "apono-connector"', "version = null"]],
  ["an empty version", ['chart = "apono-connector"', 'version = ""']],
  ["a chart in a local", ["chart = local.chart", "}\nlocals {", 'chart = "apono-connector"']],
  [
    "a version that turns out null",
    ['chart = "apono-connector"', "version = var.v", '}\nvariable "v" {', "default = null"],
  ],
  ["development versions", ['chart = "apono-connector"', "devel = true"]],
])("finds %s", async (_, settings) => {
  expect(await foundIn(rule, release(...settings))).toEqual([NONE]);
});

it.each(["~> 1.2", ">= 1.0.0", "1.x", "^1.2.3", "*", "1.2", "latest"])(
  "finds the range %s",
  async (version) => {
    expect(
      await findings(rule, {
        "main.tf": release('chart = "apono-connector"', `version = "${version}"`),
      }),
    ).toMatchObject([
      {
        message: `helm_release.apono: version "${version}" of the connector's chart is a range: each plan takes the newest version in it.`,
        fix: "Set version to one version; helm list shows the installed one. Raise it to upgrade.",
        range: { start: { line: 4, column: 13 } },
      },
    ]);
  },
);

it("finds it in JSON, too", async () => {
  const text = JSON.stringify({
    resource: { helm_release: { apono: { name: "x", chart: "apono-connector" } } },
  });
  expect(await found(rule, { "main.tf.json": text })).toHaveLength(1);
});

it.each([
  ["a version", ['chart = "apono-connector"', 'version = "1.2.3"']],
  [
    "a version with a v, or of a candidate",
    ['chart = "apono-connector"', 'version = "v1.2.3-rc.1"'],
  ],
  [
    "a version that comes from elsewhere",
    ['chart = "apono-connector"', "version = var.v", '}\nvariable "v" {'],
  ],
  [
    "a chart that stays at the installed version",
    ['chart = "apono-connector"', "upgrade_install = true"],
  ],
  ["a folder, whose version is in it", ['chart = "./charts/apono-connector"']],
  ["a folder by path.module", ['chart = "${path.module}/apono-connector"']],
  ["a package, whose name has it", ['chart = "https://example.com/apono-connector-1.2.3.tgz"']],
  ["another chart", [REPOSITORY, 'chart = "ingress-nginx"']],
  ["a chart that is not known", ["chart = var.chart"]],
])("leaves %s alone", async (_, settings) => {
  expect(await foundIn(rule, release(...settings))).toEqual([]);
});
