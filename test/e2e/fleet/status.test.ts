import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { derivedSuffix, nameOf } from "../../../modules/naming";
import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { apiConnector } from "../../kit/apono-api/connectors";
import { json } from "../../kit/apono-api/server";
import { describedServices } from "../../kit/described-services";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import { type Keys, administratorOf, clientConfigAs, writeProfiles } from "../../kit/organization";
import { type Env, cleanUp, tempDir } from "../../kit/processes";
import { PROJECT } from "../../kit/project-copy";
import {
  type DeployedService,
  deployService,
  fleetFile,
  fleetStatus,
  fleetStatusJson,
  fleetStatusProcess,
} from "../../support/fleet-status";
import { API_TOKEN, aponoApi } from "../../support/status";

jest.setTimeout(180_000);

const api = aponoApi();
let emulator: AwsEmulator;
let proxy: FaultProxy;
let env: Env;
/** Of the first two, the emulator takes roles; nobody may assume one of the last. */
const [east, west, closed] = ["111122223333", "444455556666", "777788889999"] as const;
const keys = new Map<string, Keys>();

/** The running tasks of each service, which the emulator has none of, by connector; else as many as it wants. */
const running: Record<string, number> = {};

const accessDenied = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>User: arn:aws:iam::123456789012:user/me is not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>`;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  proxy = await startFaultProxy(emulator.endpoint, {
    rewrite: describedServices(({ serviceName, desiredCount }) => ({
      runningCount: running[serviceName] ?? desiredCount,
      pendingCount: 0,
    })),
    answer: ({ action, body }) =>
      action === "AssumeRole" && body.includes(closed)
        ? { status: 403, rawHeaders: ["content-type", "text/xml"], body: Buffer.from(accessDenied) }
        : undefined,
  });
  for (const account of [east, west])
    keys.set(account, await administratorOf(emulator.endpoint, account));
  await deploy("us-east-1", { connectorId: "canary", account: east, instances: 2 });
  await deploy("eu-west-1", {
    connectorId: "prod-eu",
    account: west,
    instances: 3,
    image: "registry.apono.io/apono-connector:v1.7.7",
    cpu: "2048",
    memory: "4096",
  });
  await deploy("us-east-1", { connectorId: "production", account: west });
  await deploy("us-west-2", { connectorId: "audit", account: west });
  const iam = new IAMClient(clientConfigAs(emulator.endpoint, keys.get(west)!));
  await iam.send(
    new CreateRoleCommand({
      RoleName: nameOf("memberRole", derivedSuffix(west, "us-east-1", "apono-connector")),
      AssumeRolePolicyDocument: "{}",
    }),
  );
  iam.destroy();
  env = {
    ...writeProfiles(proxy.endpoint, join(tempDir("aws-"), "config"), { audit: keys.get(west) }),
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    ...fleetFile(fleet()),
  };
  // In this process the SDK reads its own environment.
  process.env["AWS_CONFIG_FILE"] = env["AWS_CONFIG_FILE"];
});

beforeEach(() => {
  api.knows([
    apiConnector("canary", { instances: 2, accountId: east }),
    apiConnector("prod-eu", {
      instances: 2,
      accountId: west,
      region: "eu-west-1",
      version: "v1.7.7",
      is_latest_version: false,
    }),
    apiConnector("production", { instances: 0, last_connected: "2026-11-27T09:00:00Z" }),
    apiConnector("locked", { accountId: closed }),
    apiConnector("audit", { accountId: west, region: "us-west-2" }),
  ]);
  proxy.reset();
});

afterAll(async () => {
  delete process.env["AWS_CONFIG_FILE"];
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const deploy = (region: string, service: DeployedService) =>
  deployService(
    { ...clientConfigAs(emulator.endpoint, keys.get(service.account)!), region },
    service,
  );

function fleet() {
  const ecs = (name: string, account: string, more: object = {}, inputs: object = {}) => ({
    name,
    module: "ecs-connector",
    account,
    ...more,
    inputs: { subnetIds: ["subnet-0123456789abcdef0"], ...inputs },
  });
  const delegation = (name: string, account: string) => ({
    name,
    module: "account-delegation",
    account,
    dependsOn: ["canary"],
  });
  return {
    defaults: {
      region: "us-east-1",
      assumeRole: "arn:aws:iam::{account}:role/OrganizationAccountAccessRole",
    },
    connectors: [
      ecs("canary", east, {}, { numberOfInstances: 2 }),
      ecs("prod-eu", west, { region: "eu-west-1" }, { numberOfInstances: 2 }),
      ecs("prod-us", west, {}, { connectorId: "production" }),
      ecs("locked", closed),
      ecs("planned", east, { region: "eu-west-1" }),
      ecs("audit", west, { region: "us-west-2", profile: "audit" }),
      ecs("astray", east, { region: "us-west-2", profile: "audit" }),
      delegation("data", west),
      delegation("data-east", east),
    ],
  };
}

const all = () => ({ ...env, ...api.env });

test("each member has a row, and the text says what is wrong with which", async () => {
  const { code, out, err } = await fleetStatusProcess([], all());
  const table = out.split("\n").filter((line) => line.startsWith("│"));
  const rows = table.map((line) =>
    line
      .split("│")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  const today = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/) as string;
  const none = ["–", "–"];
  expect(rows.slice(1)).toEqual([
    ["canary", "connected", "2/2", "v1.7.8", "v1.7.8", "v1.7.8", today, "none", east, "us-east-1"],
    [
      ...["prod-eu", "connected, differs", "2/2", "v1.7.8", "v1.7.7", "v1.7.8", today],
      ...["instances, version, cpu, memory", west, "eu-west-1"],
    ],
    ["prod-us", "not connected", "0/1", "v1.7.8", "–", "v1.7.8", today, "none", west, "us-east-1"],
    [
      ...["locked", "connected, not checked", "1/1", "v1.7.8", "v1.7.8", "v1.7.8", ...none],
      ...[closed, "us-east-1"],
    ],
    ["planned", "not connected", "0/1", "v1.7.8", "–", "v1.7.8", ...none, east, "eu-west-1"],
    ["audit", "connected", "1/1", "v1.7.8", "v1.7.8", "v1.7.8", today, "none", west, "us-west-2"],
    ["astray", "not connected", "0/1", "v1.7.8", "–", "v1.7.8", ...none, east, "us-west-2"],
    ["data", "role is there", "–", "–", "–", "–", ...none, west, "us-east-1"],
    ["data-east", "no role", "–", "–", "–", "–", ...none, east, "us-east-1"],
  ]);
  const role = `arn:aws:iam::${closed}:role/OrganizationAccountAccessRole`;
  for (const line of [
    "✗ prod-eu: Not deployed as in the fleet file: version v1.7.7 (configured: v1.7.8), cpu 2048 (configured: 1024), memory 4096 (configured: 2048).",
    "! prod-eu: ECS has a desired count of 3, but 2 are configured.",
    "✗ prod-us: Not connected. Last connected: 2026-11-27T09:00:00Z.",
    `? locked: The role ${role} can't be assumed (AccessDenied).`,
    `? astray: The credentials belong to the account ${west}, not to ${east}.`,
    `✗ data-east: The account has no role ${nameOf("memberRole", derivedSuffix(east, "us-east-1", "apono-connector"))}.`,
  ])
    expect(out.split("\n")).toContain(line);
  const counts = `9 in ${env["APONO_FLEET"]}: 3 as configured, 2 not as configured, 3 not connected, 1 not known.`;
  expect(out.split("\n").at(-1)).toBe(counts);
  expect(err).toBe(`Not everything is connected as configured: ${counts}`);
  expect(code).toBe(1);
});

test("Apono is asked once, and each account and region once for its credentials", async () => {
  const { shown } = await fleetStatus([], all());
  expect(shown).toContain("asked about 9 of 9");
  expect(api.calls.map(({ path }) => path)).toEqual(["/api/admin/v3/connectors?limit=100"]);
  // canary and data-east, prod-eu, prod-us and data, locked, planned; audit and astray have a profile.
  expect(proxy.counts()).toMatchObject({ AssumeRole: 5, DescribeServices: 5, GetRole: 2 });
});

test("patterns choose what is asked about, and all is well with these", async () => {
  const { code, err, document } = await fleetStatusJson(["can*", "audit", "data"], all());
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(document.members.map(({ name }) => name)).toEqual(["canary", "audit", "data"]);
  expect(proxy.counts()).toMatchObject({ AssumeRole: 2 });
});

test("what could not be checked alone ends with 2", async () => {
  const { code, err, of } = await fleetStatusJson(["canary", "locked"], all());
  expect(code).toBe(2);
  expect(err).toMatch(/^Not everything could be checked: 2 in .*: 1 as configured, 1 not known\.$/);
  expect(of("locked")).toMatchObject({ verdict: "unknown", connected: true, drift: null });
});

test("without the API token, and where the API fails, AWS is shown all the same", async () => {
  const silent = await fleetStatusJson(["canary"], { ...all(), APONO_PERSONAL_TOKEN: undefined });
  api.answerNext(json({}, 403));
  const refused = await fleetStatusJson(["canary", "audit"], all());
  for (const { code, of } of [silent, refused]) {
    expect(code).toBe(2);
    expect(of("canary")).toMatchObject({
      verdict: "unknown",
      connected: null,
      sessions: { expected: 2, connected: null },
      drift: [],
      lastChange: expect.stringMatching(/^\d{4}-.*Z$/),
    });
    expect(of("canary").findings).toContainEqual(
      expect.objectContaining({ id: "api", status: "unknown" }),
    );
  }
  api.answerNext(json({}, 403));
  const { out } = await fleetStatus(["canary", "audit"], all());
  expect(out.match(/is not allowed to read/g)).toHaveLength(1);
  expect(out).toContain("? canary, audit: The token in APONO_PERSONAL_TOKEN is not allowed");
});

test("a service that runs nothing is not connected, even if Apono can't be asked", async () => {
  const service = nameOf("service", derivedSuffix(west, "us-east-1", "production"));
  running[service] = 0;
  const asked = await fleetStatusJson(["prod-us"], { ...all(), APONO_PERSONAL_TOKEN: undefined });
  delete running[service];
  expect(asked.code).toBe(1);
  expect(asked.of("prod-us").verdict).toBe("not-connected");
});

test("the JSON is as its schema has it", async () => {
  const schema = readFileSync(join(PROJECT, "docs", "fleet-status.schema.json"), "utf8");
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  const validate = ajv.compile(JSON.parse(schema) as object);
  for (const env of [all(), { ...all(), APONO_PERSONAL_TOKEN: undefined }]) {
    const { document } = await fleetStatusJson([], env);
    expect(document.members).toHaveLength(9);
    validate(document);
    expect(validate.errors).toBeNull();
  }
  validate({ formatVersion: 1, members: [] });
  expect(validate.errors).not.toBeNull();
});

const secretsOf = ({ secretAccessKey, sessionToken }: Keys) => [secretAccessKey, sessionToken];

test("no token and no key is in what is written", async () => {
  const written = await Promise.all([
    fleetStatus([], all()),
    fleetStatus(["--format", "json"], all()),
  ]);
  const secrets = [API_TOKEN, ...[...keys.values()].flatMap(secretsOf)];
  for (const { out, err, shown } of written)
    for (const secret of secrets) expect([out, err, ...shown].join("\n")).not.toContain(secret);
});
