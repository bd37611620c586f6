import semver from "semver";
import type { Problem } from "../finding";
import { type Block, type Module, blocksOf, valueOf } from "../../terraform/configuration";
import type { Rule } from "../rule";
import { type Value, isKnown } from "../../terraform/values/value";
import { addressOf } from "../../terraform/block-address";
import { evaluate } from "../../terraform/values/evaluate";

/** The connector's chart by its name in a repository, or by its address in a registry; not in a folder. */
const CHART = /^(oci:\/\/.+\/)?apono-connector$/;

const FIX = "Set version to one version; helm list shows the installed one. Raise it to upgrade.";

export const chartUnpinned: Rule = {
  id: "chart-unpinned",
  title: "A Helm release of the connector's chart is pinned to a version",
  severity: "warning",
  needsAllFiles: true,
  why:
    "Without a version, or with a range, each plan takes the newest chart: an apply for something else also " +
    "upgrades the connector, and clusters get different versions. With `upgrade_install = true` the installed " +
    "version stays, so the rule reports nothing. The module `eks-connector` has the input `chartVersion`.",
  source: "https://registry.terraform.io/providers/hashicorp/helm/latest/docs/resources/release",
  check: ({ modules }) =>
    modules.flatMap((module) =>
      blocksOf(module, "resource", "helm_release").flatMap((block) => problemsOf(block, module)),
    ),
};

function problemsOf(block: Block, module: Module): Problem[] {
  const given = (name: string): Value | undefined => {
    const value = valueOf(block.body, name);
    return value === undefined ? undefined : evaluate(module, value);
  };
  const chart = given("chart");
  if (typeof chart !== "string" || !CHART.test(chart)) return [];
  const version = given("version") ?? "";
  if (!isKnown(version)) return [];
  const written = String(version).trim();
  if (written !== "")
    return semver.valid(written) !== null
      ? []
      : [
          {
            message: `${addressOf(block)}: version "${written}" of the connector's chart is a range: each plan takes the newest version in it.`,
            fix: FIX,
            range: valueOf(block.body, "version")!.range,
          },
        ];
  const stays = given("upgrade_install");
  if (stays === true || stays === "true" || (stays !== undefined && !isKnown(stays))) return [];
  return [
    {
      message: `${addressOf(block)} sets no version of the connector's chart, so each plan takes the newest.`,
      fix: FIX,
      range: block.range,
    },
  ];
}
