import { CloudFormationClient, ListStackInstancesCommand } from "@aws-sdk/client-cloudformation";
import {
  type AwsEmulator,
  clientConfig,
  emulatorEnv,
  startAwsEmulator,
} from "../../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../../kit/fault-proxy";
import { makeAccount, makeOrganization, makeUnit } from "../../../kit/organization";
import { cleanUp } from "../../../kit/processes";
import { type Terraform, diagnosticMessages } from "../../../kit/terraform";
import { moduleAsRoot } from "../../../support/deployment";

jest.setTimeout(600_000);

const StackSetName = "apono-member-role-da765cca";

let emulator: AwsEmulator;
let proxy: FaultProxy;
let terraform: Terraform;
let vars: Record<string, unknown>;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  proxy = await startFaultProxy(emulator.endpoint);
  const organization = await makeOrganization(emulator.endpoint);
  const apps = await makeUnit(organization, "apps", organization.rootId);
  await makeAccount(organization, "app", apps);
  vars = {
    connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector",
    organizationalUnitIds: [apps],
  };
  terraform = moduleAsRoot("org-delegation", emulatorEnv(proxy.endpoint));
  await terraform.init();
});

afterAll(async () => {
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const instances = async () => {
  const { Summaries } = await new CloudFormationClient(clientConfig(emulator.endpoint)).send(
    new ListStackInstancesCommand({ StackSetName }),
  );
  return Summaries!.map(({ Account }) => Account);
};

test("a first apply in which a policy or the stack instances are denied converges when run again", async () => {
  const denied = (action: string) =>
    proxy.failOnce({
      action,
      status: 403,
      body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>denied</Message></Error></ErrorResponse>",
    });
  denied("PutRolePolicy");
  denied("CreateStackInstances");
  expect((await terraform.apply({ vars, check: false })).exitCode).toBe(1);
  await terraform.apply({ vars });
  expect((await terraform.plan({ vars })).changes).toEqual([]);
  expect(await instances()).toHaveLength(1);
});

test("role and StackSet can be replaced, though names can exist once", async () => {
  await terraform.apply({
    vars,
    args: ["aws_iam_role.management", "aws_cloudformation_stack_set.members"].map(
      (address) => `-replace=${address}`,
    ),
  });
  expect((await terraform.plan({ vars })).changes).toEqual([]);
  expect(await instances()).toHaveLength(1);
});

test("a second state with the same names takes nothing of the first one over", async () => {
  const second = moduleAsRoot("org-delegation", emulatorEnv(proxy.endpoint));
  await second.init();
  const refused = await second.apply({ vars, check: false });
  expect(refused.exitCode).toBe(1);
  expect(diagnosticMessages(refused)).toContainEqual(
    expect.stringMatching(/^creating IAM Role \(apono-management-role-[^]*EntityAlreadyExists/),
  );
  expect(await second.stateList()).not.toContainEqual(
    expect.stringMatching(/^aws_(cloudformation|iam)/),
  );

  await second.destroy({ vars });
  expect(await instances()).toHaveLength(1);
  expect((await terraform.plan({ vars })).changes).toEqual([]);
});
