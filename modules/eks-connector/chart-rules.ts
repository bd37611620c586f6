import type { CrossRule, GivenValues } from "../../lib/inputs/cross-rules";
import { quote } from "../../lib/hcl/quote";
import { CHART_REPOSITORY } from "../apono";

/** A chart that is surely a path or URL; a relative path without a dot could be a repository's alias and a name. */
const PATH_OR_URL = "^(\\.{0,2}/|[a-z]+://)";

/** A chart of which there is one version: a folder or an archive. */
const ONE_VERSION = "^(\\.{0,2}/|https?://)";

const isText = (given: GivenValues, input: string, pattern: string): boolean => {
  const value = given.get(input);
  return typeof value === "string" && new RegExp(pattern, "u").test(value);
};

/** eks-connector: a chart has one source. */
export const ONE_CHART_SOURCE: CrossRule = {
  at: "chartRepository",
  condition: `!can(regex(${quote(PATH_OR_URL)}, {chart})) || contains(["", ${quote(CHART_REPOSITORY)}], {chartRepository})`,
  isBroken: (given) => {
    const repository = given.get("chartRepository");
    return (
      isText(given, "chart", PATH_OR_URL) &&
      typeof repository === "string" &&
      !["", CHART_REPOSITORY].includes(repository)
    );
  },
  message: "chart ({chart}) is a path or URL, and chartRepository ({chartRepository}) is set.",
  fix: "Leave chartRepository out, or give the chart's name in it.",
};

/** eks-connector: a folder and an archive have the version of their Chart.yaml. */
export const OWN_CHART_VERSION: CrossRule = {
  at: "chartVersion",
  condition: `{chartVersion} == null || !can(regex(${quote(ONE_VERSION)}, {chart}))`,
  isBroken: (given) => given.has("chartVersion") && isText(given, "chart", ONE_VERSION),
  message:
    "chartVersion ({chartVersion}) is set, but the chart {chart} has the version of its Chart.yaml.",
  fix: "Leave chartVersion out.",
};

/** What the inputs of the chart's source must satisfy together. */
export const CHART_RULES: readonly CrossRule[] = [ONE_CHART_SOURCE, OWN_CHART_VERSION];
