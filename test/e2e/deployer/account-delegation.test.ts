import { CreatePolicyCommand, IAMClient } from "@aws-sdk/client-iam";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { cleanUp } from "../../kit/processes";
import { RECORDED_PLACE } from "../../support/deployer-recording";
import { DeployerRun, stepsOf } from "../../support/deployer-run";
import { moduleAsRoot } from "../../support/deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let run: DeployerRun;

beforeAll(async () => {
  emulator = await startAwsEmulator();
  run = await DeployerRun.start("account-delegation", RECORDED_PLACE, emulator.endpoint);
});

afterAll(async () => {
  await run.stop();
  await emulator.stop();
  cleanUp();
});

test("the policy suffices to plan, apply, change and destroy the role", async () => {
  const { Policy } = await new IAMClient(clientConfig(emulator.endpoint)).send(
    new CreatePolicyCommand({
      PolicyName: "boundary",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
      }),
    }),
  );
  const base = {
    connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector-role-1a2b3c4d",
    nameSuffix: "0a1b2c3d",
    tags: { team: "a", cost: "b" },
  };
  const changed = {
    ...base,
    tags: { team: "c" },
    externalId: "apono-1a2b",
    connectorId: "renamed",
    exclusivePolicies: true,
    memberPermissionsBoundaryArn: Policy!.Arn,
  };
  const terraform = moduleAsRoot("account-delegation", emulatorEnv(run.proxy.endpoint));
  await terraform.init();
  await run.through("a role", [base, changed, base], stepsOf(terraform));
});
