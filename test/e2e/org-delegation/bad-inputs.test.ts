import { RegisterDelegatedAdministratorCommand } from "@aws-sdk/client-organizations";
import { CreateRoleCommand, IAMClient, ListRolesCommand } from "@aws-sdk/client-iam";
import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../kit/aws-emulator";
import { type FaultProxy, startFaultProxy } from "../../kit/fault-proxy";
import {
  type Keys,
  type Organization,
  STACK_SETS_SERVICE,
  administratorOf,
  clientConfigAs,
  envAs,
  makeAccount,
  makeOrganization,
  makeUnit,
} from "../../kit/organization";
import { type Env, cleanUp } from "../../kit/processes";
import { diagnosticMessages } from "../../kit/terraform";
import { BAD_INPUTS, GOOD_INPUTS } from "../../fixtures/bad-inputs/org-delegation";
import { moduleAsRoot, pipeline } from "../../support/deployment";

jest.setTimeout(300_000);

const MANAGEMENT = "123456789012";
const CONNECTOR = "arn:aws:iam::210987654321:role/apono-connector";

let emulator: AwsEmulator;
let proxy: FaultProxy;
let organization: Organization;
let apps: string;
let inner: string;
let member: string;
let outsider: string;
let memberKeys: Keys;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  proxy = await startFaultProxy(emulator.endpoint);
  organization = await makeOrganization(emulator.endpoint);
  apps = await makeUnit(organization, "apps", organization.rootId);
  inner = await makeUnit(organization, "inner", apps);
  member = await makeAccount(organization, "member", inner);
  outsider = await makeAccount(organization, "outsider");
  memberKeys = await administratorOf(emulator.endpoint, member);
});

afterAll(async () => {
  await proxy.stop();
  await emulator.stop();
  cleanUp();
});

const call = (name: string, inputs: object) => ({
  [name]: {
    source: "./module",
    connectorRoleArn: CONNECTOR,
    organizationalUnitIds: [apps],
    nameSuffix: name,
    ...inputs,
  },
});

/** A value as JSON configuration writes it: template openers escaped, as nothing here is a template. */
const literal = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replace(/[$%](?=\{)/g, "$&$&"));

const ownMessages = (diagnostics: Parameters<typeof diagnosticMessages>[0]) => [
  ...new Set(diagnosticMessages(diagnostics).map((message) => message.split("\n\n")[0]!)),
];

/** Messages of an apply, without the lines that say which rule it was; and that nothing was made. */
async function refusals(calls: object, env: Env): Promise<string[]> {
  proxy.reset();
  const terraform = pipeline("org-delegation", { module: calls }, env);
  await terraform.init();
  const result = await terraform.apply({ check: false });
  expect(result.exitCode).toBe(1);
  const made = proxy.calls.filter(({ action }) => /^(Create|Put|Attach|Update)/.test(action));
  expect(made.map(({ action }) => action)).toEqual([]);
  expect(proxy.calls.length).toBeGreaterThan(0);
  return ownMessages(result);
}

const management = () => ({ ...emulator.env, AWS_ENDPOINT_URL: proxy.endpoint });
const asMember = () => envAs(proxy.endpoint, memberKeys);

test("every wrong value is refused with its exact message, before anything is made", async () => {
  const calls = BAD_INPUTS.map(({ input, value }, index) =>
    call(`row${index}`, { [input]: literal(value) }),
  );
  // Values are looked at before AWS is asked anything.
  const terraform = pipeline(
    "org-delegation",
    { module: Object.assign({}, ...calls) },
    management(),
  );
  await terraform.init();
  const messages = ownMessages(await terraform.plan({ check: false }));
  for (const { message } of BAD_INPUTS)
    expect(messages).toContain(`Invalid value for variable: ${message}`);
  expect(messages.filter((one) => !one.startsWith("Invalid value for variable: "))).toEqual([]);
});

test("good values are taken, at the edges of the rules", async () => {
  const ofAws = ["organizationalUnitIds", "onlyAccountIds", "callAs"];
  const checked = GOOD_INPUTS.filter(
    ([input, value]) => !ofAws.includes(input) && !String(value).includes("aws-us-gov"),
  );
  const calls = checked.map(([input, value], index) => call(`row${index}`, { [input]: value }));
  const terraform = pipeline(
    "org-delegation",
    { module: Object.assign({}, ...calls) },
    management(),
  );
  await terraform.init();
  expect(diagnosticMessages(await terraform.plan({ check: false }))).toEqual([]);
});

test("what only AWS knows, and rules across inputs, are refused at plan", async () => {
  const here = `arn:aws:iam::${MANAGEMENT}:role/apono-none`;
  const messages = await refusals(
    {
      ...call("missing", { organizationalUnitIds: ["ou-ab12-cdef3456", apps] }),
      ...call("nested", { organizationalUnitIds: [inner, apps] }),
      ...call("elsewhere", { onlyAccountIds: [member, outsider, MANAGEMENT] }),
      ...call("both", { onlyAccountIds: [member], excludedAccountIds: [member] }),
      ...call("role", { connectorRoleArn: here }),
      ...call("partition", { connectorRoleArn: "arn:aws-cn:iam::210987654321:role/apono-x" }),
      ...call("names", { managementRoleName: "apono-a", memberRoleName: "apono-a" }),
      ...call("admin", { callAs: "DELEGATED_ADMIN" }),
      ...call("trust", {
        externalId: "x".repeat(1224),
        connectorRoleArn: `arn:aws:iam::210987654321:role/${"p".repeat(200)}/apono-x`,
      }),
    },
    management(),
  );
  expect(messages.sort()).toEqual(
    [
      `organizationalUnitIds: there is no ou-ab12-cdef3456 in the organization ${organization.id}, whose root is ${organization.rootId}. Correct the IDs; aws organizations list-organizational-units-for-parent --parent-id <root or unit> lists them.`,
      `organizationalUnitIds: ${inner} (in ${apps}) is inside another unit of the list, which includes its accounts. Remove it.`,
      `onlyAccountIds: ${outsider}, ${MANAGEMENT} is not a member account in ${apps} or in a unit below. Remove it, or add its unit to organizationalUnitIds. (The management account gets a role of its own.)`,
      `onlyAccountIds (${member}) and excludedAccountIds (${member}) are both set. Set only one of the two.`,
      `connectorRoleArn: there is no role ${here} in account ${MANAGEMENT}. Correct it, or deploy the connector first.`,
      `connectorRoleArn: arn:aws-cn:iam::210987654321:role/apono-x is in the partition aws-cn, and this account in aws; a role can't be assumed from another partition. Deploy a connector in aws.`,
      'memberRoleName: "apono-a" is also managementRoleName, and one account can have both roles. Use another name for one of the two.',
      `callAs: DELEGATED_ADMIN is for a member account, and ${MANAGEMENT} is the organization's management account. Leave callAs out.`,
      "externalId: the trust policy would have 2073 characters, and IAM allows 2048. Choose a shorter one.",
    ]
      .map((message) => `Resource precondition failed: ${message}`)
      .sort(),
  );
});

test("a connector role that is in this account is found", async () => {
  const iam = new IAMClient(clientConfig(emulator.endpoint));
  await iam.send(
    new CreateRoleCommand({
      RoleName: "apono+connector.x",
      Path: "/team/",
      AssumeRolePolicyDocument: "{}",
    }),
  );
  const arn = `arn:aws:iam::${MANAGEMENT}:role/team/apono+connector.x`;
  const terraform = pipeline(
    "org-delegation",
    { module: call("found", { connectorRoleArn: arn }) },
    management(),
  );
  await terraform.init();
  expect(diagnosticMessages(await terraform.plan({ check: false }))).toEqual([]);
});

test("an organization without all features, or without trusted access, is refused", async () => {
  const other = await startAwsEmulator({ organizations: true });
  const { id, rootId } = await makeOrganization(other.endpoint, {
    features: "CONSOLIDATED_BILLING",
    trustedAccess: false,
  });
  const terraform = pipeline(
    "org-delegation",
    { module: call("bare", { organizationalUnitIds: [rootId] }) },
    other.env,
  );
  await terraform.init();
  expect(ownMessages(await terraform.plan({ check: false })).sort()).toEqual([
    `Resource precondition failed: The organization ${id} has not enabled trusted access for CloudFormation StackSets. Run in the management account: aws cloudformation activate-organizations-access (or, in the console, CloudFormation, StackSets, “Enable trusted access”). Enabling it in Organizations alone does not activate StackSets.`,
    `Resource precondition failed: The organization ${id} has only the feature set CONSOLIDATED_BILLING, and StackSets need all features. Run in the management account: aws organizations enable-all-features (every invited account must then agree).`,
  ]);
  await other.stop();
});

test("a member account is refused until it is a delegated administrator, and works then", async () => {
  const messages = await refusals(
    { ...call("self", {}), ...call("admin", { callAs: "DELEGATED_ADMIN" }) },
    asMember(),
  );
  expect(messages.sort()).toEqual([
    `Resource precondition failed: callAs: Terraform runs in account ${member}, which is not the organization's management account (${MANAGEMENT}). Use credentials of ${MANAGEMENT}; or, where ${member} is a delegated administrator of CloudFormation StackSets, set callAs = "DELEGATED_ADMIN".`,
    `Resource precondition failed: callAs: account ${member} is not a delegated administrator of CloudFormation StackSets. Run in the management account (${MANAGEMENT}): aws organizations register-delegated-administrator --account-id ${member} --service-principal ${STACK_SETS_SERVICE}`,
  ]);

  await organization.client.send(
    new RegisterDelegatedAdministratorCommand({
      AccountId: member,
      ServicePrincipal: STACK_SETS_SERVICE,
    }),
  );
  const terraform = moduleAsRoot("org-delegation", asMember());
  await terraform.init();
  const vars = {
    connectorRoleArn: CONNECTOR,
    organizationalUnitIds: [apps],
    callAs: "DELEGATED_ADMIN",
    nameSuffix: "x",
  };
  await terraform.apply({ vars });
  const roles = async () => {
    const iam = new IAMClient(clientConfigAs(emulator.endpoint, memberKeys));
    const { Roles: all = [] } = await iam.send(new ListRolesCommand({}));
    return all.map(({ RoleName }) => RoleName!).filter((name) => name.startsWith("apono-"));
  };
  // The account is in the unit, so it has both.
  expect((await roles()).sort()).toEqual(["apono-management-role-x", "apono-member-role-x"]);
  expect((await terraform.plan({ vars, detailedExitcode: true })).changes).toEqual([]);
  await terraform.destroy({ vars });
  expect(await roles()).toEqual([]);
});
