import { emulatorEnv } from "../../kit/aws-emulator";
import { makeOrganization } from "../../kit/organization";
import type { Env } from "../../kit/processes";
import { moduleAsRoot } from "../../support/deployment";
import { CONNECTOR_ROLE, diagnoseOrganization } from "../../support/doctor-organization";
import { emulatedAccount, queryError } from "../../support/emulated-account";

jest.setTimeout(120_000);

const emulated = emulatedAccount({ organizations: true });

const look = (unit: string, more: Env = {}, args: string[] = []) =>
  diagnoseOrganization({ ...emulated.env, ...more }, unit, args);

it("asks outside of the partition aws for the managed policies that its roles get", async () => {
  const china = { AWS_REGION: "cn-north-1", AWS_DEFAULT_REGION: "cn-north-1" };
  const withSets = (sets: string[]) =>
    look("r-ab12", china, ["--var", `delegatedPermissionSets=${JSON.stringify(sets)}`]);
  emulated.proxy.failOnce({ action: "GetPolicy", ...queryError("NoSuchEntity", 404) });
  expect((await withSets(["security-audit", "s3-read"])).one("aws.managedPolicies")).toMatchObject({
    status: "problem",
    summary:
      "The partition aws-cn does not have SecurityAudit (security-audit): the apply would fail.",
    fix: `export TF_VAR_delegatedPermissionSets='["s3-read"]'`,
  });
  expect((await withSets(["s3-read"])).one("aws.managedPolicies").status).toBe("ok");
  expect((await look("r-ab12")).of("aws.managedPolicies")).toEqual([]);
});

it("says, as the plan does, that StackSets can't be activated in China", async () => {
  const AWS_REGION = "cn-north-1";
  const organization = await makeOrganization(emulated.emulator.endpoint, {
    trustedAccess: false,
    region: AWS_REGION,
  });
  const advice =
    "AWS documents that its China regions don't have it (https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html): deploy a connector in each account instead.";
  const where = { AWS_REGION, AWS_DEFAULT_REGION: AWS_REGION };
  expect((await look(organization.rootId, where)).one("organization.trustedAccess")).toMatchObject({
    status: "problem",
    fix: advice,
  });
  const terraform = moduleAsRoot("org-delegation", {
    ...emulatorEnv(emulated.emulator.endpoint),
    ...where,
  });
  await terraform.init();
  const { diagnostics } = await terraform.plan({
    vars: {
      connectorRoleArn: CONNECTOR_ROLE.replace("arn:aws:", "arn:aws-cn:"),
      organizationalUnitIds: [organization.rootId],
    },
    check: false,
  });
  expect(diagnostics.map(({ detail }) => detail)).toEqual([
    `The organization ${organization.id} has not enabled trusted access for CloudFormation StackSets. Run in the management account: aws cloudformation activate-organizations-access (or, in the console, CloudFormation, StackSets, “Enable trusted access”). Enabling it in Organizations alone does not activate StackSets. ${advice}`,
  ]);
});
