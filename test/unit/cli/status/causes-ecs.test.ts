import { CAUSES } from "../../../../cli/status/causes";
import { findCauses } from "../../../../cli/status/causes/cause";
import { type EcsScenario, startEcs } from "../../../support/ecs-answers";
import { exits, pull, SCENARIOS } from "../../../support/ecs-scenarios";

let ecs: Awaited<ReturnType<typeof startEcs>>;
beforeAll(async () => {
  ecs = await startEcs();
});
afterAll(() => ecs.stop());

const DEPLOYMENT = {
  connectorId: "production",
  region: "us-east-1",
  ecs: { clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/c", serviceName: "s" },
};

async function causesOf(scenario: EcsScenario, secrets: readonly string[] = []) {
  const evidence = await ecs.tells(scenario, secrets).evidence();
  return findCauses(CAUSES, evidence, DEPLOYMENT);
}

it.each(SCENARIOS)("%s is told, and no other: %s", async (id, _, scenario) => {
  const { causes } = await causesOf(scenario);
  expect(causes.map((cause) => cause.id)).toEqual([id]);
  const [{ check, fix, evidence }] = causes as [(typeof causes)[0]];
  expect(check).toMatch(/^(aws|apono-connector) \S/);
  expect(fix).toMatch(/^[A-Z].*/);
  expect(evidence.length).toBeGreaterThan(0);
});

it("every cause has a scenario", () => {
  expect([...new Set(SCENARIOS.map(([cause]) => cause))].sort()).toEqual(
    CAUSES.map(({ id }) => id).sort(),
  );
});

describe("what is not known", () => {
  it.each<[string, EcsScenario]>([
    ["an exit code alone", exits("starting", "bye")],
    [
      "a health check that fails",
      { events: ["(service s) (task t) failed container health checks."], log: [] },
    ],
  ])("%s is told as it is", async (_, scenario) => {
    const { causes, unexplained } = await causesOf(scenario);
    expect(causes).toEqual([]);
    expect(unexplained.length).toBeGreaterThan(0);
  });

  it("has exit code and the last lines, in order", async () => {
    const { unexplained } = await causesOf(exits("starting", "bye"));
    expect(unexplained.map(({ source, text }) => `${source}: ${text}`)).toEqual([
      "instance: Essential container in task exited",
      "instance: Container apono-connector: exit code 1",
      "log: starting",
      "log: bye",
    ]);
  });
});

describe("what says nothing of why", () => {
  it.each<[string, EcsScenario]>([
    ["a steady state", { events: ["(service s) has reached a steady state."] }],
    ["a start", { events: ["(service s) has started 1 tasks: (task t)."] }],
    [
      "a task that was replaced",
      { stopped: [{ stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)" }] },
    ],
    [
      "a task that failed before this deployment began",
      { stopped: [{ ...pull("x: i/o timeout").stopped![0]!, after: -600 }] },
    ],
  ])("%s is left out", async (_, scenario) => {
    expect(await causesOf(scenario)).toEqual({ causes: [], unexplained: [] });
  });

  it("but a deployment that was given up and rolled back still tells why", async () => {
    const reason = "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.";
    const reader = ecs.tells({
      stopped: [{ ...pull("x: i/o timeout").stopped![0]!, after: -600 }],
      rolloutStateReason: reason,
    });
    const { causes, unexplained } = findCauses(CAUSES, await reader.evidence(), DEPLOYMENT);
    expect(causes.map(({ id }) => id)).toEqual(["registry-unreachable"]);
    expect(unexplained.map(({ text }) => text)).toEqual([reason]);
    expect(await reader.look()).toMatchObject({ rollout: "failed", version: "v1.7.8" });
  });
});

it("secrets in what is shown are masked", async () => {
  const secret = "connector-token-Zq7k";
  const { unexplained } = await causesOf(
    exits(`token ${secret} read`, "password=hunter22 ok", "Authorization: Bearer abcdefghijkl"),
    [secret],
  );
  const shown = unexplained.map(({ text }) => text).join("\n");
  expect(shown).not.toMatch(/Zq7k|hunter22|abcdefghijkl/);
  expect(shown).toContain("token *** read");
});

it("only reads", async () => {
  await causesOf(exits("x"));
  for (const action of ecs.asked) expect(action).toMatch(/^(Describe|List|Get)/);
});
