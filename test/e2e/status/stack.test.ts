import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { STATUS_ACTIONS } from "../../../cli/aws/actions";
import { apiConnector } from "../../kit/apono-api/connectors";
import { json as apiAnswer } from "../../kit/apono-api/server";
import { clientConfig } from "../../kit/aws-emulator";
import { describedServices } from "../../kit/described-services";
import type { Env } from "../../kit/processes";
import { emulatedAccount } from "../../support/emulated-account";
import { PROJECT } from "../../kit/project-copy";
import {
  API_TOKEN,
  ECS_OUTPUTS,
  aponoApi,
  deployed,
  status,
  statusJson,
  testClock,
} from "../../support/status";

jest.setTimeout(180_000);

/** What ECS says of the service, over what the emulator does: it starts no task. */
let service: Record<string, unknown> = {};
const account = emulatedAccount({ rewrite: describedServices(() => service) });
const api = aponoApi();
const ID = ECS_OUTPUTS.connector_id;
let state: Env;

beforeAll(async () => {
  const ecs = new ECSClient(clientConfig(account.emulator.endpoint));
  const cluster = ECS_OUTPUTS.cluster_arn.split("/")[1];
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: "connector-task-definition-da765cca",
      containerDefinitions: [
        { name: "apono-connector", image: "registry.apono.io/apono-connector:v1.7.8", memory: 512 },
      ],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: ECS_OUTPUTS.service_name,
      taskDefinition: "connector-task-definition-da765cca",
      desiredCount: ECS_OUTPUTS.number_of_instances,
    }),
  );
  ecs.destroy();
  state = deployed(ECS_OUTPUTS);
});
beforeEach(() => {
  service = { desiredCount: 2, runningCount: 2, pendingCount: 0 };
});

const env = (): Env => ({ ...account.env, ...state, ...api.env });
const look = (...args: string[]) => statusJson(args, env());
const bad = (findings: readonly { id: string; status: string }[]) =>
  findings.filter((each) => each.status !== "ok").map((each) => `${each.status} ${each.id}`);

it("connected as configured", async () => {
  api.knows([apiConnector(ID, { instances: 2 })]);
  const { code, document } = await look();
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
  expect(bad(document.findings)).toEqual([]);
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
  api.knows([apiConnector(ID, shape)]);
  const { code, document } = await look();
  expect(bad(document.findings)).toEqual(findings);
  expect(document.verdict).toBe(verdict);
  expect(document.findings.map((each) => each.summary)).toContain(summary);
  expect(code).toBe(verdict === "as-configured" ? 0 : 1);
});

it("paused by numberOfInstances = 0 is as configured", async () => {
  service = { desiredCount: 0, runningCount: 0, pendingCount: 0 };
  api.knows([apiConnector(ID, { instances: 0 })]);
  const { code, document } = await statusJson([], {
    ...env(),
    ...deployed({ ...ECS_OUTPUTS, number_of_instances: 0 }),
  });
  expect({ code, verdict: document.verdict }).toEqual({ code: 0, verdict: "as-configured" });
});

it("a wrong connector id is the cause where all runs and Apono knows nobody", async () => {
  api.knows([apiConnector("other")]);
  const { code, document } = await look();
  expect(document.causes.map(({ id, check }) => ({ id, check }))).toEqual([
    { id: "connector-id", check: "apono-connector status --all" },
  ]);
  expect(code).toBe(1);
});

it("tells why tasks don't start", async () => {
  service = {
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
  api.knows([apiConnector(ID, { instances: 0, last_connected: null })]);
  const { code, out, err } = await status([], env());
  expect(out).toContain("Cause: A quota is exceeded.\n");
  expect(out).toContain(
    "  Check: aws service-quotas list-service-quotas --service-code fargate --region us-east-1\n  → Ask AWS",
  );
  expect(code).toBe(1);
  expect(err).toBe("The connector is not connected as configured. See above for the reason.");
});

describe("without what Apono knows", () => {
  it("tells what AWS knows, and that the rest is not known", async () => {
    const { code, document } = await statusJson([], { ...env(), APONO_PERSONAL_TOKEN: undefined });
    expect(bad(document.findings)).toEqual(["unknown api"]);
    expect(document).toMatchObject({
      verdict: "unknown",
      connected: null,
      runtime: { running: 2 },
    });
    expect({ code, calls: api.calls }).toEqual({ code: 2, calls: [] });
  });

  it("is not connected where nothing runs", async () => {
    service = { desiredCount: 2, runningCount: 0, pendingCount: 0 };
    const { code, document } = await statusJson([], { ...env(), APONO_PERSONAL_TOKEN: undefined });
    expect({ code, verdict: document.verdict }).toEqual({ code: 1, verdict: "not-connected" });
  });

  it("waits for what runs", async () => {
    service = {
      desiredCount: 2,
      runningCount: 2,
      deployments: [{ status: "PRIMARY", rolloutState: "COMPLETED" }],
    };
    const { code, document } = await statusJson(["--wait"], {
      ...env(),
      APONO_PERSONAL_TOKEN: undefined,
    });
    expect(document).toMatchObject({ verdict: "unknown", waited: { end: "reached", seconds: 0 } });
    expect(code).toBe(2);
  });
});

describe("without what AWS knows", () => {
  it("tells what Apono knows, and which permission is missing", async () => {
    account.proxy.failOnce({
      action: "DescribeServices",
      status: 400,
      body: JSON.stringify({
        __type: "AccessDeniedException",
        message:
          "User: arn:aws:iam::123456789012:user/me is not authorized to perform: ecs:DescribeServices",
      }),
    });
    api.knows([apiConnector(ID, { instances: 2 })]);
    const { code, document } = await look();
    expect(bad(document.findings)).toEqual(["unknown runtime"]);
    expect(document.findings.at(-1)!.fix).toContain('"Action":"ecs:DescribeServices"');
    expect({ code, verdict: document.verdict }).toEqual({ code: 0, verdict: "as-configured" });
  });

  it("a service that is gone is told", async () => {
    api.knows([apiConnector(ID, { instances: 0 })]);
    const { code, document } = await statusJson([], {
      ...env(),
      ...deployed({ ...ECS_OUTPUTS, service_name: "gone" }),
    });
    expect(bad(document.findings)).toEqual(["problem connection", "problem runtime"]);
    expect(code).toBe(1);
  });
});

describe("--wait", () => {
  /** What Apono knows at each look: how many instances. */
  const over = (...instances: number[]) =>
    api.knows((calls) => [
      apiConnector(ID, { instances: instances[Math.min(calls, instances.length - 1)] }),
    ]);

  it("ends as soon as as many are connected as are configured", async () => {
    over(0, 0, 1, 2);
    const clock = testClock();
    const { code, err, shown } = await status(["--wait"], env(), clock);
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
    const { code, out } = await status(["--wait", "60"], env(), clock);
    expect(clock.sleeps.reduce((sum, each) => sum + each, 0)).toBe(60_000);
    expect(Math.max(...clock.sleeps)).toBe(15_000);
    expect(out).toContain("✗ Timed out after 60 seconds.");
    expect(out).toContain("with 1 of 2 instances.");
    expect(code).toBe(1);
  });

  it("tells a connection that comes and goes", async () => {
    over(1, 0, 1, 0, 1, 0);
    const { code, document } = await statusJson(["--wait", "30"], env());
    expect(document["waited"]).toMatchObject({ end: "timed-out", lost: 3 });
    expect(document.findings.find(({ id }) => id === "stability")).toMatchObject({
      status: "problem",
      summary: "The connection was lost 3 times within 30 seconds.",
    });
    expect(code).toBe(1);
  });

  it("goes on when the API fails for a while, and ends at once when it refuses", async () => {
    over(2);
    api.answerNext(...Array.from({ length: 4 }, () => apiAnswer({}, 500)));
    expect((await status(["--wait"], env())).code).toBe(0);
    api.reset();
    api.answerNext(apiAnswer({}, 401));
    const clock = testClock();
    const { code, document } = await statusJson(["--wait"], env(), clock);
    expect({ code, waited: document["waited"], sleeps: clock.sleeps }).toEqual({
      code: 2,
      waited: { end: "hopeless", seconds: 0, lost: 0 },
      sleeps: [],
    });
  });

  it("ends at once where ECS gave the deployment up", async () => {
    over(0);
    service = {
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
    const { code, document } = await statusJson(["--wait"], env());
    expect(document["waited"]).toMatchObject({ end: "hopeless" });
    expect(bad(document.findings)).toEqual([
      "problem connection",
      "problem runtime",
      "problem rollout",
    ]);
    expect(code).toBe(1);
  });

  it.each(["0", "-1", "ten", "1.5", "90000"])("takes no %s", async (seconds) => {
    const { code, err } = await status([`--wait=${seconds}`], env());
    expect(code).toBe(2);
    expect(err).toContain("Must be a whole number of seconds from 1 to 86400.");
  });
});

describe("a stack that can't be asked about", () => {
  it("was never deployed", async () => {
    const { code, err } = await status(["eks-connector"], env());
    expect(err).toMatch(
      /^The stack eks-connector is not deployed: it has no state in .*eks-connector\.tfstate\. Fix: deploy it with npx cdktf deploy eks-connector, or give the connector's id with --connector-id\.$/,
    );
    expect(code).toBe(2);
  });

  it("is misspelt", async () => {
    const { code, err } = await status(["ecs-conector"], env());
    expect(err).toContain("Did you mean ecs-connector? Fix: ");
    expect(code).toBe(2);
  });

  it("was destroyed", async () => {
    const { code, err } = await status([], { ...env(), ...deployed({}) });
    expect(err).toMatch(/^The stack ecs-connector is not deployed: /);
    expect(code).toBe(2);
  });

  it("has no connector, or an older version's outputs", async () => {
    const older = { ...ECS_OUTPUTS, connector_id: undefined };
    const { code, err } = await status([], { ...env(), ...deployed(older) });
    expect(err).toBe(
      "The stack ecs-connector has no output connector_id: it has no connector, or was deployed by an older version. Fix: deploy it again with npx cdktf deploy ecs-connector, or give the connector's id with --connector-id.",
    );
    expect(code).toBe(2);
    api.knows([apiConnector("given", { instances: 2 })]);
    const given = await statusJson(["ecs-connector", "--connector-id", "given"], {
      ...env(),
      ...deployed(older),
    });
    expect({ code: given.code, id: given.document["connectorId"] }).toEqual({
      code: 0,
      id: "given",
    });
  });
});

it("prints JSON as its schema has it", async () => {
  const schema = JSON.parse(
    readFileSync(join(PROJECT, "docs", "status.schema.json"), "utf8"),
  ) as object;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  const check = (document: object) => {
    validate(document);
    expect(validate.errors).toBeNull();
  };
  check((await look()).document);
  check((await look("--wait", "5")).document);
  api.knows([
    apiConnector(ID, { instances: 3, version: "v1.0.0", is_latest_version: false, accountId: "1" }),
  ]);
  check((await look()).document);
  check(
    (await statusJson(["--connector-id", "x"], { ...env(), APONO_PERSONAL_TOKEN: undefined }))
      .document,
  );
  check((await look("--all")).document);
  service = {
    desiredCount: 2,
    runningCount: 0,
    events: [{ id: "1", createdAt: Date.now() / 1000 + 5, message: "strange" }],
  };
  check((await look()).document);
  validate({ formatVersion: 1 });
  expect(validate.errors).not.toBeNull();
});

it("only reads, whatever is found, and only what the policy allows", async () => {
  service = { desiredCount: 2, runningCount: 0 };
  await look();
  const names = Object.values(STATUS_ACTIONS)
    .flat()
    .map((action) => action.split(":")[1]!);
  expect(account.proxy.calls.length).toBeGreaterThan(3);
  for (const { action } of account.proxy.calls) expect(names).toContain(action);
});

it("shows neither token", async () => {
  api.answerNext(apiAnswer({ message: API_TOKEN }, 401));
  const { out, err, shown } = await status([], env());
  expect(out + err + shown.join("\n")).not.toContain(API_TOKEN);
});
