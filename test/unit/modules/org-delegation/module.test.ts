import { buildModule } from "../../../../modules";
import {
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  PERMISSION_SET_NAMES,
  permissionSet,
} from "../../../../modules/permissions";
import { grantsOf, publicGrants } from "../../../fixtures/public-module-permissions";
import { type Json, texts } from "../../../support/render";

const files: Json = buildModule("org-delegation").toFiles();
const { resource, data, locals, check } = files["main.tf.json"];

describe("the permission sets of delegated roles", () => {
  it("are all but those for the connector's own role; a member has none of the organization's", () => {
    const lacking = (names: readonly string[]) =>
      PERMISSION_SET_NAMES.filter((name) => !names.includes(name));
    expect(lacking(MANAGEMENT_SET_NAMES)).toEqual(["remote-management", "connector-logs"]);
    expect(lacking(MEMBER_SET_NAMES)).toEqual([
      "remote-management",
      "connector-logs",
      "identity-center",
    ]);
  });

  /** What a table of inline policies grants, in the partition `aws`. */
  const granted = (document: (policy: Json) => Json, table: Json) =>
    grantsOf(
      Object.values<Json>(table).flatMap((policy) =>
        JSON.parse(
          JSON.stringify(document(policy).Statement)
            .replaceAll(/\{"Fn::Sub":("[^"]*")\}/g, "$1")
            .replaceAll("$${AWS::Partition}", "aws")
            .replaceAll("${local.partition}", "aws"),
        ),
      ),
    );
  const expected = (names: readonly (typeof PERMISSION_SET_NAMES)[number][]) =>
    new Set(
      names.flatMap((name) => {
        const { policyName, optional } = permissionSet(name);
        return policyName === undefined || optional === true ? [] : [...publicGrants(policyName)];
      }),
    );

  it("grant what the connector's own role has by the same name, in both roles", () => {
    const { corrections: ofManagement, ...management } = locals.management_inline_policies;
    const { corrections: ofMember, ...member } = locals.member_inline_policies;
    expect(granted(({ policy }) => policy, management)).toEqual(expected(MANAGEMENT_SET_NAMES));
    expect(granted(({ PolicyDocument }) => PolicyDocument, member)).toEqual(
      expected(MEMBER_SET_NAMES),
    );
    expect(ofManagement.name).toBe("apono-corrections");
    expect(ofMember.PolicyName).toBe("apono-corrections");
    expect(Object.keys(locals.member_managed_policies)).toEqual(
      Object.keys(locals.management_managed_policies),
    );
  });
});

describe("the module org-delegation", () => {
  it("makes one role, its policies, one StackSet and its instances, and nothing else", () => {
    expect(
      Object.entries<Json>(resource).flatMap(([type, made]) =>
        Object.keys(made).map((name) => `${type}.${name}`),
      ),
    ).toEqual([
      "terraform_data.place",
      "terraform_data.names",
      "aws_iam_role.management",
      "aws_iam_role_policy.management",
      "aws_iam_role_policy.management_guardrails",
      "aws_iam_role_policy_attachment.management",
      "aws_iam_role_policies_exclusive.management",
      "aws_iam_role_policy_attachments_exclusive.management",
      "aws_cloudformation_stack_set.members",
      "aws_cloudformation_stack_set_instance.units",
    ]);
    expect(Object.keys(check)).toEqual(["excluded_accounts"]);
  });

  it("deploys by itself to accounts that join, queues operations, and takes roles away with accounts that leave", () => {
    const set = resource.aws_cloudformation_stack_set.members;
    expect(set).toMatchObject({
      permission_model: "SERVICE_MANAGED",
      capabilities: ["CAPABILITY_NAMED_IAM"],
      auto_deployment: { enabled: true, retain_stacks_on_account_removal: false },
      managed_execution: { active: true },
      call_as: "${var.callAs}",
      depends_on: ["aws_iam_role.management"],
    });
    expect(set).not.toHaveProperty("administration_role_arn");
    expect(set.lifecycle).toEqual({ ignore_changes: ["administration_role_arn"] });
    const instances = resource.aws_cloudformation_stack_set_instance.units;
    expect(instances.operation_preferences).toEqual({
      ...set.operation_preferences,
      concurrency_mode: "SOFT_FAILURE_TOLERANCE",
    });
    expect(set.operation_preferences).toEqual({
      failure_tolerance_percentage: "${var.failureTolerancePercentage}",
      max_concurrent_percentage: "${var.maxConcurrentPercentage}",
    });
    expect(instances.lifecycle).toEqual({ ignore_changes: ["operation_preferences"] });
    // Deprecated in version 6 of the provider, and unknown to version 5 by its new name.
    expect(instances).not.toHaveProperty("region");
    expect(instances).not.toHaveProperty("stack_set_instance_region");
  });

  it("asks nothing of AWS that an account without rights in the organization is denied", () => {
    for (const type of Object.keys(data).filter((name) =>
      /organizational_unit|delegated/.test(name),
    )) {
      for (const source of Object.values<Json>(data[type])) {
        expect(source.count ?? source.for_each).toContain("local.organization_is_visible");
      }
    }
  });

  it("writes no partition into an ARN, and renders nothing undefined", () => {
    for (const [path, text] of texts(files)) {
      if (/\.(description|error_message|condition)$/.test(path)) continue;
      expect(text).not.toMatch(/arn:aws[:-]/);
      expect(text).not.toMatch(/undefined|\[object|TfToken/);
    }
  });

  it("lets neither role change itself", () => {
    expect(resource.aws_iam_role_policy.management_guardrails.policy).toContain(
      "role${var.rolePath}${local.management_role_name}",
    );
    expect(locals.member_template).toContain("DenyChangingOwnRoles");
  });
});
