import { apiConnector } from "../../kit/apono-api/connectors";
import { json as apiAnswer } from "../../kit/apono-api/server";
import { ecsStatus, notOk } from "../../support/ecs-status";
import { ECS_OUTPUTS, status, statusJson, testClock } from "../../support/status";

jest.setTimeout(180_000);

const ecs = ecsStatus();
const ID = ECS_OUTPUTS.connector_id;

describe("--wait", () => {
  /** What Apono knows at each look: how many instances. */
  const over = (...instances: number[]) =>
    ecs.api.knows((calls) => [
      apiConnector(ID, { instances: instances[Math.min(calls, instances.length - 1)] }),
    ]);

  it("ends as soon as as many are connected as are configured", async () => {
    over(0, 0, 1, 2);
    const clock = testClock();
    const { code, err, shown } = await status(["--wait"], ecs.env(), clock);
    expect(clock.sleeps).toEqual([2000, 3000, 4500]);
    expect(err.split("\n")).toEqual([
      "0 of 2 connected, 2 of 2 run.",
      "1 of 2 connected, 2 of 2 run.",
    ]);
    expect(shown).toContain("0 of 2 connected, 2 of 2 run. Waiting, 598 s left");
    expect(shown.at(-1)).toBe("");
    expect(code).toBe(0);
  });

  it("ends after the time that was given, and tells what there is", async () => {
    over(1);
    const clock = testClock();
    const { code, out } = await status(["--wait", "60"], ecs.env(), clock);
    expect(clock.sleeps.reduce((sum, each) => sum + each, 0)).toBe(60_000);
    expect(Math.max(...clock.sleeps)).toBe(15_000);
    expect(out).toContain("✗ Timed out after 60 seconds.");
    expect(out).toContain("with 1 of 2 instances.");
    expect(code).toBe(1);
  });

  it("tells a connection that comes and goes", async () => {
    over(1, 0, 1, 0, 1, 0);
    const { code, document } = await statusJson(["--wait", "30"], ecs.env());
    expect(document["waited"]).toMatchObject({ end: "timed-out", lost: 3 });
    expect(document.findings.find(({ id }) => id === "stability")).toMatchObject({
      status: "problem",
      summary: "The connection was lost 3 times within 30 seconds.",
    });
    expect(code).toBe(1);
  });

  it("goes on when the API fails for a while, and ends at once when it refuses", async () => {
    over(2);
    ecs.api.answerNext(...Array.from({ length: 4 }, () => apiAnswer({}, 500)));
    expect((await status(["--wait"], ecs.env())).code).toBe(0);
    ecs.api.reset();
    ecs.api.answerNext(apiAnswer({}, 401));
    const clock = testClock();
    const { code, document } = await statusJson(["--wait"], ecs.env(), clock);
    expect({ code, waited: document["waited"], sleeps: clock.sleeps }).toEqual({
      code: 2,
      waited: { end: "hopeless", seconds: 0, lost: 0 },
      sleeps: [],
    });
  });

  it("ends at once where ECS gave the deployment up", async () => {
    over(0);
    ecs.service = {
      desiredCount: 2,
      runningCount: 0,
      deployments: [
        {
          status: "PRIMARY",
          rolloutState: "FAILED",
          rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
        },
      ],
    };
    const { code, document } = await statusJson(["--wait"], ecs.env());
    expect(document["waited"]).toMatchObject({ end: "hopeless" });
    expect(notOk(document.findings)).toEqual([
      "problem connection",
      "problem runtime",
      "problem rollout",
    ]);
    expect(code).toBe(1);
  });

  it.each(["0", "-1", "ten", "1.5", "90000"])("takes no %s", async (seconds) => {
    const { code, err } = await status([`--wait=${seconds}`], ecs.env());
    expect(code).toBe(2);
    expect(err).toContain("Must be a whole number of seconds from 1 to 86400.");
  });
});
