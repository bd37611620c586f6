import { CreatePolicyCommand, CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../kit/aws-emulator";
import { withBody } from "../../kit/forwarding";
import {
  STACK_SETS_SERVICE,
  administratorOf,
  envAs,
  makeAccount,
  makeOrganization,
  makeUnit,
} from "../../kit/organization";
import { cleanUp } from "../../kit/processes";
import type { Choice } from "../../support/deployer-policy";
import { RECORDED_PLACE } from "../../support/deployer-recording";
import { DeployerRun, stepsOf } from "../../support/deployer-run";
import { moduleAsRoot } from "../../support/deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let run: DeployerRun;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  made = await organized();
  run = await DeployerRun.start("org-delegation", RECORDED_PLACE, emulator.endpoint);
});

afterAll(async () => {
  await run.stop();
  await emulator.stop();
  cleanUp();
});

/** Every operation of a StackSet failed. */
const failed: DeployerRun["rewrite"] = ({ action }, answer) =>
  action === "DescribeStackSetOperation"
    ? withBody(answer, answer.body.toString().replace("SUCCEEDED", "FAILED"))
    : undefined;

const organized = async () => {
  const organization = await makeOrganization(emulator.endpoint);
  const apps = await makeUnit(organization, "apps", organization.rootId);
  const data = await makeUnit(organization, "data", organization.rootId);
  const account = await makeAccount(organization, "app", apps);
  return { organization, apps, data, account };
};
let made: Awaited<ReturnType<typeof organized>>;

test("the policy suffices to plan, apply, change and destroy roles and StackSet", async () => {
  const { apps, data, account } = made;
  const iam = new IAMClient(clientConfig(emulator.endpoint));
  const { Role } = await iam.send(
    new CreateRoleCommand({
      RoleName: "connector",
      AssumeRolePolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [] }),
    }),
  );
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: "boundary",
      PolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
      }),
    }),
  );
  const base = {
    connectorRoleArn: Role!.Arn,
    organizationalUnitIds: [apps],
    nameSuffix: "0a1b2c3d",
    tags: { team: "a", cost: "b" },
  };
  const changed = {
    ...base,
    organizationalUnitIds: [apps, data],
    excludedAccountIds: [account],
    tags: { team: "c" },
    externalId: "apono-1a2b",
    connectorId: "renamed",
    exclusivePolicies: true,
    managementPermissionsBoundaryArn: Policy!.Arn,
  };
  const terraform = moduleAsRoot("org-delegation", emulatorEnv(run.proxy.endpoint));
  await terraform.init();
  const calls = stepsOf(terraform);
  const apply = async (choice: Choice) => {
    if (choice === changed) {
      // The provider asks why an operation failed.
      run.rewrite = failed;
      await expect(calls.apply(choice)).rejects.toThrow("FAILED");
      run.rewrite = undefined;
    }
    return calls.apply(choice);
  };
  await run.through("an organization", [base, changed, base], { ...calls, apply });
});

test("the policy suffices for a delegated administrator of StackSets", async () => {
  const { organization, data, account } = made;
  await organization.client.send(
    new RegisterDelegatedAdministratorCommand({
      AccountId: account,
      ServicePrincipal: STACK_SETS_SERVICE,
    }),
  );
  const place = { ...RECORDED_PLACE, accountId: account };
  const delegated = await DeployerRun.start("org-delegation", place, emulator.endpoint);
  const keys = await administratorOf(emulator.endpoint, account);
  const terraform = moduleAsRoot("org-delegation", envAs(delegated.proxy.endpoint, keys));
  await terraform.init();
  const choice = {
    connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector-role-1a2b3c4d",
    organizationalUnitIds: [data],
    callAs: "DELEGATED_ADMIN",
    nameSuffix: "0a1b2c3d",
  };
  await delegated.through("a delegated administrator", [choice], stepsOf(terraform));
  await delegated.stop();
});
