import { type AwsEmulator, startAwsEmulator } from "../../kit/aws-emulator";
import { lintTemplate } from "../../kit/cfn-lint";
import { makeAccount, makeOrganization } from "../../kit/organization";
import { cleanUp } from "../../kit/processes";
import { pipeline } from "../../support/deployment";
import type { Json } from "../../support/render";

jest.setTimeout(900_000);

const REGIONS = ["us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1"];
/** CloudFormation's quota for a template that is sent along. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const TEMPLATE_BYTES = 51_200;

const STRANGE_ID = 'a"b\\c $ {x} %{x} {{y}}';

/** Inputs whose templates are looked at. */
const CASES = {
  nothing_given: () => ({}),
  an_account_left_out: () => ({ excludedAccountIds: members.slice(0, 1) }),
  as_many_accounts_taken_as_can_be: () => ({ onlyAccountIds: members }),
  strange_signs: () => ({ connectorId: STRANGE_ID, externalId: "a:b@c/d=e" }),
  no_permission_set: () => ({ delegatedPermissionSets: [] }),
  like_a_variable: () => ({ connectorId: "${AWS::Region}" }),
};
type Case = keyof typeof CASES;

let emulator: AwsEmulator;
const members: string[] = [];
let templates: Record<Case, string>;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  for (let index = 0; index < 81; index++) {
    members.push(await makeAccount(organization, `member${index}`));
  }
  templates = await planTemplates(organization.rootId);
});

afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

/** The templates as Terraform writes them, all in one plan. */
async function planTemplates(rootId: string): Promise<Record<Case, string>> {
  const names = Object.keys(CASES) as Case[];
  const calls = names.map((name, index) => [
    name,
    {
      source: "./module",
      connectorRoleArn: "arn:aws:iam::210987654321:role/apono-connector",
      organizationalUnitIds: [rootId],
      nameSuffix: String(index),
      // What looks like a template must not be one to Terraform.
      ...JSON.parse(JSON.stringify(CASES[name]()).replace(/[$%](?=\{)/g, "$&$&")),
    },
  ]);
  const outputs = names.map((name) => [name, { value: `\${module.${name}.member_template}` }]);
  const root = { module: Object.fromEntries(calls), output: Object.fromEntries(outputs) };
  const terraform = pipeline("org-delegation", root, emulator.env);
  await terraform.init();
  const { plan } = await terraform.plan();
  return Object.fromEntries(
    names.map((name) => [name, String(plan!.planned_values!.outputs![name]!.value)]),
  ) as Record<Case, string>;
}

test.each((Object.keys(CASES) as Case[]).filter((name) => name !== "like_a_variable"))(
  "cfn-lint finds nothing in the template: %s",
  async (name) => {
    expect(await lintTemplate(templates[name], REGIONS)).toEqual([]);
    expect(Buffer.byteLength(templates[name])).toBeLessThan(TEMPLATE_BYTES);
  },
);

test("cfn-lint finds what is wrong", async () => {
  const template: Json = JSON.parse(templates.nothing_given);
  template.Resources.MemberRole.Properties.RoleNames = "apono-x";
  const findings = await lintTemplate(JSON.stringify(template), REGIONS);
  expect(findings.map(({ rule }) => rule)).toContain("E3002");
});

test.each([
  ["strange_signs", STRANGE_ID],
  ["like_a_variable", "${AWS::Region}"],
] as const)("what is written in the inputs arrives as it is: %s", (name, connectorId) => {
  const { Properties } = JSON.parse(templates[name]).Resources.MemberRole;
  const own = (role: unknown) => ({
    "Fn::Sub": typeof role === "string" ? `arn:\${AWS::Partition}:iam::${role}` : role,
  });
  expect(Properties.Description).toBe(
    `What the Apono connector ${connectorId} may do in this account`,
  );
  expect(Properties.Policies.at(-1).PolicyDocument.Statement).toEqual([
    expect.objectContaining({
      Sid: "DenyChangingOwnRoles",
      Effect: "Deny",
      Resource: [
        own(`\${AWS::AccountId}:role/${Properties.RoleName}`),
        own(expect.stringMatching(/AWS::AccountId\}:role\/apono-management-role-/)),
        expect.stringMatching(/^arn:aws:iam::\d{12}:role\//),
        ...["connector", "connector-execution", "management", "member"].map((kind) =>
          own(`*:role/apono-${kind}-role-*`),
        ),
      ],
    }),
  ]);
});
