import {
  CreateRoleCommand,
  GetPolicyCommand,
  IAMClient,
  ListRolesCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { DEFAULT_ACCOUNT_ID, EMULATOR_REGION, startAwsEmulator } from "../../kit/aws-emulator";
import type { AwsEmulator } from "../../kit/aws-emulator";
import { cleanUp, run } from "../../kit/processes";

jest.setTimeout(300_000); // the emulator may have to be installed

let emulator: AwsEmulator;

beforeAll(async () => {
  emulator = await startAwsEmulator();
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const clientFor = (endpoint: string) => ({ endpoint, region: EMULATOR_REGION, credentials });

it("answers for the account that is asked for", async () => {
  const other = await startAwsEmulator({ accountId: "111122223333" });
  const accounts = await Promise.all(
    [emulator, other].map(async ({ endpoint }) => {
      const identity = await new STSClient(clientFor(endpoint)).send(
        new GetCallerIdentityCommand({}),
      );
      return identity.Account;
    }),
  );
  expect(accounts).toEqual([DEFAULT_ACCOUNT_ID, "111122223333"]);
  expect(other.port).not.toBe(emulator.port);
  await other.stop();
  await expect(fetch(other.endpoint)).rejects.toThrow();
});

it("has AWS's managed policies", async () => {
  const arn = "arn:aws:iam::aws:policy/SecurityAudit";
  const { Policy } = await new IAMClient(clientFor(emulator.endpoint)).send(
    new GetPolicyCommand({ PolicyArn: arn }),
  );
  expect(Policy?.Arn).toBe(arn);
});

it("forgets everything at a reset", async () => {
  const iam = new IAMClient(clientFor(emulator.endpoint));
  await iam.send(new CreateRoleCommand({ RoleName: "a", AssumeRolePolicyDocument: "{}" }));
  expect((await iam.send(new ListRolesCommand({}))).Roles).toHaveLength(1);
  await emulator.reset();
  expect((await iam.send(new ListRolesCommand({}))).Roles).toHaveLength(0);
});

it("gives an environment that leads a client here, whatever the caller's own says", async () => {
  const script = `
    const { STSClient, GetCallerIdentityCommand } = require("@aws-sdk/client-sts");
    new STSClient({}).send(new GetCallerIdentityCommand({})).then((a) => console.log(a.Account));
  `;
  process.env.AWS_ENDPOINT_URL_STS = "http://127.0.0.1:1";
  process.env.AWS_PROFILE = "production";
  const fresh = (await import("../../kit/aws-emulator.ts")).emulatorEnv(emulator.endpoint);
  const { stdout, stderr } = await run(process.execPath, ["-e", script], { env: fresh });
  delete process.env.AWS_ENDPOINT_URL_STS;
  delete process.env.AWS_PROFILE;
  expect([stdout.trim(), stderr]).toEqual([
    DEFAULT_ACCOUNT_ID,
    expect.not.stringContaining("Error"),
  ]);
});
