import { parseFleet } from "../../../fleet/read";
import { gated, stagesOf } from "../../../fleet/stages";

const SUBNETS = "subnetIds: [subnet-0123456789abcdef0]";

function fleetOf(waves: string, ...members: readonly (readonly [string, string, string?])[]) {
  const text = `${waves}
connectors:
${members
  .map(([name, module, needs = ""]) =>
    module === "ecs"
      ? `  - { name: ${name}, module: ecs-connector, dependsOn: [${needs}], inputs: { ${SUBNETS} } }`
      : `  - { name: ${name}, module: account-delegation, dependsOn: [${needs}] }`,
  )
  .join("\n")}`;
  const reading = parseFleet(text);
  if ("faults" in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.fleet;
}

const names = (waves: string, ...members: Parameters<typeof fleetOf>[1][]) =>
  stagesOf(fleetOf(waves, ...members)).map((stage) => stage.members.map(({ name }) => name));

it("without waves and dependencies there is one stage", () => {
  expect(names("", ["a", "ecs"], ["b", "ecs"])).toEqual([["a", "b"]]);
});

it("what depends on another comes in a later stage of its wave", () => {
  expect(names("", ["data", "delegation", "a"], ["a", "ecs"], ["more", "delegation", "a"])).toEqual(
    [["a"], ["data", "more"]],
  );
});

it("each wave has stages of its own, and a dependency on an earlier wave makes none", () => {
  const waves = 'waves: [[canary], ["*"]]';
  const members = [
    ["data", "delegation", "canary"],
    ["canary", "ecs"],
    ["prod", "ecs"],
  ] as const;
  expect(names(waves, ...members)).toEqual([["canary"], ["data", "prod"]]);
  expect([...gated(fleetOf(waves, ...members))].map(({ name }) => name)).toEqual(["canary"]);
});

it("nothing waits for the last wave, nor for a delegation", () => {
  expect(gated(fleetOf("", ["a", "ecs"])).size).toBe(0);
  const waves = 'waves: [[a, data], ["*"]]';
  const all = [
    ["a", "ecs"],
    ["data", "delegation", "a"],
    ["b", "ecs"],
  ] as const;
  expect([...gated(fleetOf(waves, ...all))].map(({ name }) => name)).toEqual(["a"]);
});
