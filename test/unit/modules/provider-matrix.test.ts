import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MODULE_NAMES } from "../../../cli/names";
import { type BoundType, type BoundTypes, boundType } from "../../../scripts/provider-bindings";
import { PROJECT } from "../../support/project-copy";
import { argumentsOf, referencesOf, typesOf } from "../../support/used-arguments";

/** What a later major version still has, and warns about; the bindings don't tell. */
const DEPRECATED: Readonly<Record<string, readonly string[]>> = {
  // https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/version-6-upgrade
  aws: ["data.aws_region.name"],
};

interface Row {
  readonly provider: string;
  readonly version: string;
  readonly types: (type: string) => BoundType;
}

function installed(provider: string): Row {
  const folder = join(PROJECT, "node_modules", "@cdktf", `provider-${provider}`);
  const { cdktf } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    cdktf: { provider: { version: string } };
  };
  const read = new Map<string, BoundType>();
  return {
    provider,
    version: cdktf.provider.version,
    types: (type) => {
      const known = read.get(type) ?? boundType(folder, type);
      read.set(type, known);
      return known;
    },
  };
}

function noted(provider: string, major: number): Row {
  const name = `${provider}-${major}.json`;
  const file = join(PROJECT, "test", "fixtures", "provider-attributes", name);
  const content = existsSync(file) ? readFileSync(file, "utf8") : '{"types":{}}';
  const { types } = JSON.parse(content) as { types: BoundTypes };
  return {
    provider,
    version: `${major}`,
    types: (type) => {
      if (types[type] !== undefined) return types[type];
      throw new Error(`${name} has no ${type}. Run: npx tsx scripts/provider-attributes.ts`);
    },
  };
}

const AWS = { 5: noted("aws", 5), 6: installed("aws") };
const ROWS = [AWS[5], AWS[6], installed("helm"), installed("kubernetes")];

const cases = MODULE_NAMES.flatMap((module) =>
  ROWS.filter(({ provider }) => typesOf(module, provider).length > 0).map(
    (row): [string, string, string, Row] => [module, row.provider, row.version, row],
  ),
);

it("the versions are of the majors that the modules allow", () => {
  expect(ROWS.map(({ provider, version }) => `${provider} ${version.split(".")[0]}`)).toEqual([
    "aws 5",
    "aws 6",
    "helm 3",
    "kubernetes 2",
  ]);
});

describe.each(cases)("%s with %s %s", (name, provider, _version, { types }) => {
  const module = name as (typeof MODULE_NAMES)[number];
  const isBlock = (type: string, path: string) => types(type).args[path] === "block";

  it("has every argument that is set", () => {
    const used = argumentsOf(module, provider, isBlock);
    expect(used.length).toBeGreaterThan(0);
    expect(used.filter(([type, path]) => types(type).args[path] === undefined)).toEqual([]);
  });

  it("has every attribute that is referred to, none of them deprecated", () => {
    const used = referencesOf(module, provider);
    const known = ([type, attribute]: [string, string]) =>
      types(type).attributes.includes(attribute) || types(type).args[attribute] !== undefined;
    expect(used.filter((each) => !known(each))).toEqual([]);
    expect(
      used.filter(([type, attribute]) => DEPRECATED[provider]?.includes(`${type}.${attribute}`)),
    ).toEqual([]);
  });
});

it.each(MODULE_NAMES)("%s sets arguments that have the same type in aws 5 and 6", (module) => {
  const isBlock = (type: string, path: string) => AWS[6].types(type).args[path] === "block";
  const differing = argumentsOf(module, "aws", isBlock).filter(
    ([type, path]) => AWS[5].types(type).args[path] !== AWS[6].types(type).args[path],
  );
  expect(differing).toEqual([]);
});
