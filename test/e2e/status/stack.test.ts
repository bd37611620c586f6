import { STATUS_ACTIONS } from "../../../cli/aws/actions";
import { apiConnector } from "../../kit/apono-api/connectors";
import { json as apiAnswer } from "../../kit/apono-api/server";
import { ecsStatus, notOk } from "../../support/ecs-status";
import { API_TOKEN, ECS_OUTPUTS, deployed, status, statusJson } from "../../support/status";

jest.setTimeout(180_000);

const ecs = ecsStatus();
const ID = ECS_OUTPUTS.connector_id;

it("connected as configured", async () => {
  ecs.api.knows([apiConnector(ID, { instances: 2 })]);
  const { code, document } = await ecs.look();
  expect(document).toMatchObject({
    stack: "ecs-connector",
    connectorId: ID,
    verdict: "as-configured",
    connected: true,
    instances: { expected: 2, connected: 2 },
    version: { configured: "v1.7.8", running: ["v1.7.8"], isNewest: true, newest: null },
    deployment: { accountId: "123456789012", region: "us-east-1" },
    runtime: { kind: "ecs", desired: 2, running: 2, version: "v1.7.8" },
    causes: [],
  });
  expect(notOk(document.findings)).toEqual([]);
  expect(document.findings.map(({ summary }) => summary)).toEqual([
    "Connected since 2026-11-28T10:00:00Z, with 2 of 2 instances.",
    "In account 123456789012, region us-east-1, as deployed.",
    "Version v1.7.8 runs.",
    "This is the newest version.",
    `ECS: 2 of 2 tasks of ${ECS_OUTPUTS.service_name} run.`,
  ]);
  expect(code).toBe(0);
});

it.each<[string, Parameters<typeof apiConnector>[1], string[], string, string]>([
  [
    "fewer sessions than instances",
    { instances: 1 },
    ["problem instances"],
    "not-as-configured",
    "Connected since 2026-11-28T10:00:00Z, with 1 of 2 instances.",
  ],
  [
    "another account",
    { instances: 2, accountId: "210987654321" },
    ["problem place"],
    "not-as-configured",
    "2 of 2 sessions do not run where the connector is deployed (account 123456789012, region us-east-1): account 210987654321, region us-east-1.",
  ],
  [
    "another region",
    { instances: 2, region: "eu-west-1" },
    ["problem place"],
    "not-as-configured",
    "2 of 2 sessions do not run where the connector is deployed (account 123456789012, region us-east-1): account 123456789012, region eu-west-1.",
  ],
  [
    "another version",
    { instances: 2, version: "1.6.0" },
    ["problem version"],
    "not-as-configured",
    "Version 1.6.0 runs, but v1.7.8 is configured.",
  ],
  [
    "the same version, without a v",
    { instances: 2, version: "1.7.8" },
    [],
    "as-configured",
    "Version 1.7.8 runs.",
  ],
  [
    "the configured version, which is old",
    { instances: 2, is_latest_version: false },
    ["warning newest-version"],
    "as-configured",
    "Apono has a newer version.",
  ],
  [
    "more sessions than instances",
    { instances: 3 },
    ["warning instances"],
    "as-configured",
    "Connected since 2026-11-28T10:00:00Z, with 3 instances where 2 are configured.",
  ],
  [
    "not connected any more",
    { instances: 0 },
    ["problem connection"],
    "not-connected",
    "Not connected. Last connected: 2026-11-28T10:00:00Z.",
  ],
  [
    "never connected",
    { instances: 0, last_connected: null },
    ["problem connection"],
    "not-connected",
    "Not connected; it has never connected.",
  ],
])("%s", async (_, shape, findings, verdict, summary) => {
  ecs.api.knows([apiConnector(ID, shape)]);
  const { code, document } = await ecs.look();
  expect(notOk(document.findings)).toEqual(findings);
  expect(document.verdict).toBe(verdict);
  expect(document.findings.map((each) => each.summary)).toContain(summary);
  expect(code).toBe(verdict === "as-configured" ? 0 : 1);
});

it("paused by numberOfInstances = 0 is as configured", async () => {
  ecs.service = { desiredCount: 0, runningCount: 0, pendingCount: 0 };
  ecs.api.knows([apiConnector(ID, { instances: 0 })]);
  const { code, document } = await statusJson([], {
    ...ecs.env(),
    ...deployed({ ...ECS_OUTPUTS, number_of_instances: 0 }),
  });
  expect({ code, verdict: document.verdict }).toEqual({ code: 0, verdict: "as-configured" });
});

it("a wrong connector id is the cause where all runs and Apono knows nobody", async () => {
  ecs.api.knows([apiConnector("other")]);
  const { code, document } = await ecs.look();
  expect(document.causes.map(({ id, check }) => ({ id, check }))).toEqual([
    { id: "connector-id", check: "apono-connector status --all" },
  ]);
  expect(code).toBe(1);
});

it("tells why tasks don't start", async () => {
  ecs.service = {
    desiredCount: 2,
    runningCount: 0,
    pendingCount: 1,
    events: [
      {
        id: "1",
        createdAt: Date.now() / 1000 + 5,
        message:
          "(service s) was unable to place a task. Reason: You’ve reached the limit on the number of vCPUs you can run concurrently",
      },
    ],
  };
  ecs.api.knows([apiConnector(ID, { instances: 0, last_connected: null })]);
  const { code, out, err } = await status([], ecs.env());
  expect(out).toContain("Cause: A quota is exceeded.\n");
  expect(out).toContain(
    "  Check: aws service-quotas list-service-quotas --service-code fargate --region us-east-1\n  → Ask AWS",
  );
  expect(code).toBe(1);
  expect(err).toBe("The connector is not connected as configured. See above for the reason.");
});

describe("without what Apono knows", () => {
  it("tells what AWS knows, and that the rest is not known", async () => {
    const { code, document } = await statusJson([], {
      ...ecs.env(),
      APONO_PERSONAL_TOKEN: undefined,
    });
    expect(notOk(document.findings)).toEqual(["unknown api"]);
    expect(document).toMatchObject({
      verdict: "unknown",
      connected: null,
      runtime: { running: 2 },
    });
    expect({ code, calls: ecs.api.calls }).toEqual({ code: 2, calls: [] });
  });

  it("is not connected where nothing runs", async () => {
    ecs.service = { desiredCount: 2, runningCount: 0, pendingCount: 0 };
    const { code, document } = await statusJson([], {
      ...ecs.env(),
      APONO_PERSONAL_TOKEN: undefined,
    });
    expect({ code, verdict: document.verdict }).toEqual({ code: 1, verdict: "not-connected" });
  });

  it("waits for what runs", async () => {
    ecs.service = {
      desiredCount: 2,
      runningCount: 2,
      deployments: [{ status: "PRIMARY", rolloutState: "COMPLETED" }],
    };
    const { code, document } = await statusJson(["--wait"], {
      ...ecs.env(),
      APONO_PERSONAL_TOKEN: undefined,
    });
    expect(document).toMatchObject({ verdict: "unknown", waited: { end: "reached", seconds: 0 } });
    expect(code).toBe(2);
  });
});

describe("without what AWS knows", () => {
  it("tells what Apono knows, and which permission is missing", async () => {
    ecs.account.proxy.failOnce({
      action: "DescribeServices",
      status: 400,
      body: JSON.stringify({
        __type: "AccessDeniedException",
        message:
          "User: arn:aws:iam::123456789012:user/me is not authorized to perform: ecs:DescribeServices",
      }),
    });
    ecs.api.knows([apiConnector(ID, { instances: 2 })]);
    const { code, document } = await ecs.look();
    expect(notOk(document.findings)).toEqual(["unknown runtime"]);
    expect(document.findings.at(-1)!.fix).toContain('"Action":"ecs:DescribeServices"');
    expect({ code, verdict: document.verdict }).toEqual({ code: 0, verdict: "as-configured" });
  });

  it("a service that is gone is told", async () => {
    ecs.api.knows([apiConnector(ID, { instances: 0 })]);
    const { code, document } = await statusJson([], {
      ...ecs.env(),
      ...deployed({ ...ECS_OUTPUTS, service_name: "gone" }),
    });
    expect(notOk(document.findings)).toEqual(["problem connection", "problem runtime"]);
    expect(code).toBe(1);
  });
});

it("only reads, whatever is found, and only what the policy allows", async () => {
  ecs.service = { desiredCount: 2, runningCount: 0 };
  await ecs.look();
  const names = Object.values(STATUS_ACTIONS)
    .flat()
    .map((action) => action.split(":")[1]!);
  expect(ecs.account.proxy.calls.length).toBeGreaterThan(3);
  for (const { action } of ecs.account.proxy.calls) expect(names).toContain(action);
});

it("shows neither token", async () => {
  ecs.api.answerNext(apiAnswer({ message: API_TOKEN }, 401));
  const { out, err, shown } = await status([], ecs.env());
  expect(out + err + shown.join("\n")).not.toContain(API_TOKEN);
});
