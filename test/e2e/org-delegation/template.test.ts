import { type AwsEmulator, startAwsEmulator } from "../../../sandbox/aws-emulator";
import { lintTemplate } from "../../../sandbox/cfn-lint";
import { makeAccount, makeOrganization } from "../../../sandbox/organization";
import { cleanUp } from "../../../sandbox/processes";
import { moduleAsRoot } from "../../support/deployment";
import type { Json } from "../../support/render";

jest.setTimeout(300_000);

const REGIONS = ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"];
/** CloudFormation's quota for a template that is sent along. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const TEMPLATE_BYTES = 51_200;

let emulator: AwsEmulator;
let rootId: string;
const members: string[] = [];

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  rootId = organization.rootId;
  for (let index = 0; index < 81; index++) {
    members.push(await makeAccount(organization, `member${index}`));
  }
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** The template as Terraform writes it. */
async function templateFor(inputs: object): Promise<string> {
  const terraform = moduleAsRoot("org-delegation", emulator.env);
  await terraform.init();
  const { plan } = await terraform.plan({
    vars: {
      connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector",
      organizationalUnitIds: [rootId],
      ...inputs,
    },
  });
  return String(plan!.planned_values!.outputs!["member_template"]!.value);
}

test.each([
  ["nothing given", () => ({})],
  ["an account left out", () => ({ excludedAccountIds: members.slice(0, 1) })],
  ["as many accounts taken as can be", () => ({ onlyAccountIds: members })],
  [
    "signs that mean something elsewhere",
    () => ({ connectorId: 'a"b\\c ${AWS::Region} %{x} {{y}}', externalId: "a:b@c/d=e" }),
  ],
  ["no permission set", () => ({ delegatedPermissionSets: [] })],
])("cfn-lint finds nothing in the template: %s", async (_name, inputs) => {
  const template = await templateFor(inputs());
  expect(await lintTemplate(template, REGIONS)).toEqual([]);
  expect(Buffer.byteLength(template)).toBeLessThan(TEMPLATE_BYTES);
});

test("cfn-lint finds what is wrong", async () => {
  const template: Json = JSON.parse(await templateFor({}));
  template.Resources.MemberRole.Properties.RoleNames = "apono-x";
  const findings = await lintTemplate(JSON.stringify(template), REGIONS);
  expect(findings.map(({ rule }) => rule)).toContain("E3002");
});

test("what is written in the inputs arrives as it is", async () => {
  const connectorId = 'a"b\\c ${AWS::Region} %{x} {{y}}';
  const template: Json = JSON.parse(await templateFor({ connectorId }));
  expect(template.Resources.MemberRole.Properties.Description).toBe(
    `What the Apono connector ${connectorId} may do in this account`,
  );
  expect(template.Resources.MemberRole.Properties.Policies.at(-1).PolicyDocument.Statement).toEqual(
    [
      expect.objectContaining({
        Sid: "DenyChangingOwnRoles",
        Effect: "Deny",
        Resource: [
          {
            "Fn::Sub": `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:role/${template.Resources.MemberRole.Properties.RoleName}`,
          },
        ],
      }),
    ],
  );
});
