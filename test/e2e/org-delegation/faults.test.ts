import { IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { type AwsEmulator, emulatorEnv, startAwsEmulator } from "../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import {
  administratorOf,
  clientConfigAs,
  makeAccount,
  makeOrganization,
} from "../../kit/organization";
import { cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { moduleAsRoot } from "../../support/deployment";

jest.setTimeout(600_000);

let emulator: AwsEmulator;
let proxy: FaultProxy;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  proxy = await startFaultProxy(emulator.endpoint);
});

afterAll(async () => {
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

test("an apply that failed while instances were made converges when it is run again, and destroys", async () => {
  const organization = await makeOrganization(emulator.endpoint);
  const member = await makeAccount(organization, "member");
  const keys = await administratorOf(emulator.endpoint, member);
  const roles = async () => {
    const iam = new IAMClient(clientConfigAs(emulator.endpoint, keys));
    const { Roles: all = [] } = await iam.send(new ListRolesCommand({}));
    return all.map(({ RoleName }) => RoleName).filter((name) => name?.startsWith("apono-"));
  };
  const terraform = moduleAsRoot("org-delegation", emulatorEnv(proxy.endpoint));
  await terraform.init();
  const vars = {
    connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector",
    organizationalUnitIds: [organization.rootId],
    nameSuffix: "x",
  };

  proxy.failOnce({
    action: "CreateStackInstances",
    status: 400,
    headers: { "content-type": "text/xml" },
    body: "<ErrorResponse><Error><Type>Sender</Type><Code>StackSetNotFoundException</Code><Message>Not yet</Message></Error></ErrorResponse>",
  });
  const failed = await terraform.apply({ vars, check: false });
  expect(diagnosticMessages(failed).join()).toContain("StackSetNotFoundException");
  expect(await roles()).toEqual([]);

  await terraform.apply({ vars });
  expect(await roles()).toEqual(["apono-member-role-x"]);
  expect((await terraform.plan({ vars, detailedExitcode: true })).changes).toEqual([]);
  await terraform.destroy({ vars });
  expect(await roles()).toEqual([]);
});
