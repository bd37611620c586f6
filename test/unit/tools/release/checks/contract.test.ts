import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ModuleContract, contractFile } from "../../../../../tools/data/module-contract";
import { contractProblems } from "../../../../../tools/release/checks/contract";
import { breakingChanges } from "../../../../../tools/release/contract-changes";
import { PROJECT } from "../../../../kit/project-copy";

const INPUT = { type: "string", nullable: false, sensitive: false, ephemeral: false };
const BEFORE: ModuleContract = {
  requires: {
    required_version: ">= 1.11",
    required_providers: { aws: { source: "hashicorp/aws", version: ">= 5.100, < 7" } },
  },
  inputs: {
    cluster: INPUT,
    token: { ...INPUT, ephemeral: true },
    count: { ...INPUT, type: "number", default: 1 },
    name: { ...INPUT, default: null, nullable: true },
  },
  outputs: ["arn", "name"],
};
const { inputs, requires } = BEFORE;
const withInput = (name: string, input: object) => ({
  ...BEFORE,
  inputs: { ...inputs, [name]: { ...INPUT, ...input } },
});
const without = (name: string) => ({
  ...BEFORE,
  inputs: Object.fromEntries(Object.entries(inputs).filter(([each]) => each !== name)),
});
const withRequires = (changed: Partial<ModuleContract["requires"]>) => ({
  ...BEFORE,
  requires: { ...requires, ...changed },
});
const aws = (version: string, source = "hashicorp/aws") =>
  withRequires({ required_providers: { aws: { source, version } } });

it.each<[string, ModuleContract]>([
  ["input count is removed", without("count")],
  ["input count has the type string instead of number", withInput("count", { default: 1 })],
  [
    "input count has the default 2 instead of 1",
    withInput("count", { type: "number", default: 2 }),
  ],
  ["input count becomes required", withInput("count", { type: "number" })],
  ["input name no longer accepts null", withInput("name", { default: null })],
  ["input token no longer accepts ephemeral values", withInput("token", {})],
  ["input region is new and required", withInput("region", {})],
  ["output arn is removed", { ...BEFORE, outputs: ["name", "role"] }],
  ["Terraform must be >= 1.12 instead of >= 1.11", withRequires({ required_version: ">= 1.12" })],
  ["provider aws must be >= 6, < 7 instead of >= 5.100, < 7", aws(">= 6, < 7")],
  ["provider aws comes from acme/aws instead of hashicorp/aws", aws(">= 5.100, < 7", "acme/aws")],
  [
    "provider random is new",
    withRequires({
      required_providers: {
        ...requires.required_providers,
        random: { source: "hashicorp/random", version: ">= 3" },
      },
    }),
  ],
])("%s: breaks", (change, after) => {
  expect(breakingChanges(BEFORE, after)).toEqual([change]);
});

it.each<[string, ModuleContract]>([
  ["nothing", BEFORE],
  ["a new input with a default", withInput("region", { default: "eu-central-1" })],
  ["a required input that gets a default", withInput("cluster", { default: "main" })],
  ["an input that accepts null now", withInput("count", { ...inputs["count"], nullable: true })],
  ["a new output", { ...BEFORE, outputs: ["arn", "name", "role"] }],
  ["newer providers as well", aws(">= 5.100, < 8")],
  ["older Terraform as well", withRequires({ required_version: ">= 1.10" })],
])("%s does not break", (_, after) => {
  expect(breakingChanges(BEFORE, after)).toEqual([]);
});

it.each(["ecs-connector", "eks-connector", "org-delegation", "account-delegation"])(
  "the contract of %s does not differ from itself",
  (module) => {
    const recorded = JSON.parse(readFileSync(join(PROJECT, contractFile(module)), "utf8"));
    expect(breakingChanges(recorded, recorded)).toEqual([]);
  },
);

describe("a contract that breaks", () => {
  const problems = (version: string, after?: ModuleContract) =>
    contractProblems({ version, tag: `v${version}`, date: "2026-03-04", previous: "1.0.0" }, [
      { module: "ecs-connector", before: BEFORE, ...(after === undefined ? {} : { after }) },
    ]);

  it("needs a major version", () => {
    const after = { ...without("count"), outputs: ["name"] };
    expect(problems("2.0.0", after)).toEqual([]);
    expect(problems("1.1.0", after)).toEqual([
      {
        what: "The contract of ecs-connector breaks:\n  input count is removed\n  output arn is removed",
        fix: "Restore it, or release 2.0.0.",
      },
    ]);
  });

  it("is also a module that is removed", () => {
    expect(problems("1.1.0").map(({ what }) => what)).toEqual([
      "The contract of ecs-connector breaks:\n  the module is removed",
    ]);
  });

  it("is not a new module", () => {
    const release = { version: "1.0.1", tag: "v1.0.1", date: "2026-03-04", previous: "1.0.0" };
    expect(contractProblems(release, [{ module: "new", after: BEFORE }])).toEqual([]);
  });
});
