import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseFleet } from "../../../../../fleet/read";
import { type ApiConnector, apiConnector } from "../../../../kit/apono-api/connectors";
import { json } from "../../../../kit/apono-api/server";
import { cleanUp, mergeEnv, tempDir } from "../../../../kit/processes";
import { runCli } from "../../../../support/cli";
import { API_TOKEN, aponoApi } from "../../../../support/status";

const api = aponoApi();
let file: string;

beforeEach(() => {
  file = join(tempDir("import-"), "fleet.yaml");
});

afterAll(cleanUp);

const text = () => readFileSync(file, "utf8");

const importAll = (args: readonly string[] = []) =>
  runCli(["fleet", "import", "--file", file, ...args], { env: mergeEnv(api.env) });

/** With what its instances tell of themselves. */
const telling = (id: string, told: Record<string, string | null>): ApiConnector => {
  const connector = apiConnector(id);
  const sessions = connector.sessions.map((session) => ({
    ...session,
    metadata: {
      ...session.metadata,
      cloud_provider_metadata: { ...session.metadata.cloud_provider_metadata, ...told },
    },
  }));
  return { ...connector, sessions };
};

const FLEET = `# Ours.
defaults:
  region: us-east-1
  inputs:
    eks-connector: { clusterName: main }
connectors:
  - name: canary
    module: ecs-connector
    inputs: { subnetIds: [subnet-0123456789abcdef0], connectorId: known }
`;

it("writes an entry for each, and shows the lines where inputs are to be filled in", async () => {
  api.knows([
    apiConnector("prod", { accountId: "111122223333", region: "eu-west-1" }),
    telling("Data lake", { kubernetes_type: "EKS" }),
  ]);
  const { code, out, err } = await importAll();
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(text()).toBe(`# yaml-language-server: $schema=fleet.schema.json
connectors:
  - name: Data-lake
    module: eks-connector
    account: "123456789012"
    region: us-east-1
    inputs:
      connectorId: Data lake
      # clusterName: … (the EKS cluster that it runs in)
  - name: prod
    module: ecs-connector
    account: "111122223333"
    region: eu-west-1
    # inputs: { subnetIds: [subnet-…] } (the subnets of its ECS service)
tokens:
  prod: APONO_TOKEN_PROD
`);
  expect(err).toContain(
    `${file}:3:5: Data-lake: inputs.clusterName is missing, and eks-connector needs it.`,
  );
  expect(err).toContain(
    `${file}:10:5: prod: inputs.subnetIds is missing, and ecs-connector needs it.`,
  );
  expect(err).toContain("2 inputs to fill in");
  expect(err).not.toContain(API_TOKEN);
});

it("adds what the file does not have, and is done where the defaults have all inputs", async () => {
  writeFileSync(file, FLEET);
  api.knows([apiConnector("known"), telling("shop", { kubernetes_type: "EKS" })]);
  expect((await importAll()).code).toBe(0);
  expect(text()).toBe(`${FLEET}  - name: shop
    module: eks-connector
    account: "123456789012"
tokens:
  shop: APONO_TOKEN_SHOP
`);
  expect(parseFleet(text())).toHaveProperty("fleet");
  const { code, err } = await importAll();
  expect({ code, err }).toEqual({
    code: 0,
    err: `Apono has no connector in AWS that is connected and not in ${file}.`,
  });
});

it("says of which connectors Apono does not know enough", async () => {
  api.knows([
    apiConnector("off", { instances: 0 }),
    telling("other-cloud", { aws_account_id: null }),
  ]);
  const { code, err } = await importAll();
  expect(code).toBe(0);
  expect(err).toContain("off is not connected, so Apono does not know where it runs.");
  expect(err).toContain("other-cloud does not run in AWS.");
  expect(existsSync(file)).toBe(false);
});

it("gives names that no other has", async () => {
  writeFileSync(file, FLEET);
  api.knows([apiConnector("canary"), apiConnector("a b"), apiConnector("a_b"), apiConnector("—")]);
  const { out } = await importAll(["--dry-run"]);
  expect([...out.matchAll(/name: (.*)/g)].map(([, name]) => name)).toEqual([
    "connector",
    "a-b",
    "a-b-2",
    "canary-2",
  ]);
  expect(text()).toBe(FLEET);
});

it("writes nothing where the file would have another mistake", async () => {
  const waved = `${FLEET}waves:\n  - [canary]\n`;
  writeFileSync(file, waved);
  api.knows([apiConnector("prod")]);
  const { code, err } = await importAll();
  expect(code).toBe(1);
  expect(err).toContain("prod is in no wave.");
  expect(text()).toBe(waved);
  await importAll(["--wave", "2"]);
  expect(text()).toContain("waves:\n  - [canary]\n  - [prod]\n");
});

it.each([
  ["without a token", { APONO_PERSONAL_TOKEN: undefined }, "APONO_PERSONAL_TOKEN is not set."],
  ["with a token that is refused", { APONO_PERSONAL_TOKEN: "other" }, "does not accept the token"],
])("could not run %s", async (_what, env, message) => {
  const { code, err } = await runCli(["fleet", "import", "--file", file], {
    env: { ...mergeEnv(api.env), ...env },
  });
  expect(code).toBe(2);
  expect(err).toContain(message);
  expect(existsSync(file)).toBe(false);
});

it("could not run where the API answers something else", async () => {
  api.answerNext(json({ items: "none" }));
  expect((await importAll()).code).toBe(2);
});
