import type { Takes, TypeChecks } from "./check";
import { conflicts, text, values } from "./declare";

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_StackSetOperationPreferences.html */
const PREFERENCES: Readonly<Record<string, Takes>> = {
  "operation_preferences.failure_tolerance_count": { kind: "range", least: 0 },
  "operation_preferences.failure_tolerance_percentage": { kind: "range", least: 0, most: 100 },
  "operation_preferences.max_concurrent_count": { kind: "range", least: 1 },
  "operation_preferences.max_concurrent_percentage": { kind: "range", least: 1, most: 100 },
  "operation_preferences.region_concurrency_type": {
    kind: "one of",
    values: ["SEQUENTIAL", "PARALLEL"],
  },
  "operation_preferences.region_order": text({
    pattern: /^[0-9A-Za-z-]{1,128}$/,
    words: "letters, digits and -",
  }),
};

const COUNTS_OR_PERCENTAGES = [
  [
    "operation_preferences.failure_tolerance_count",
    "operation_preferences.failure_tolerance_percentage",
  ],
  ["operation_preferences.max_concurrent_count", "operation_preferences.max_concurrent_percentage"],
];

const CALL_AS: Takes = { kind: "one of", values: ["SELF", "DELEGATED_ADMIN"] };

export const STACK_SETS: Readonly<Record<string, TypeChecks>> = {
  "resource.aws_cloudformation_stack_set": {
    values: values({
      ...PREFERENCES,
      call_as: CALL_AS,
      capabilities: {
        kind: "one of",
        values: ["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM", "CAPABILITY_AUTO_EXPAND"],
      },
      description: text({ most: 1024 }),
      name: text({
        least: 1,
        most: 128,
        pattern: /^[A-Za-z][0-9A-Za-z-]*$/,
        words: "letters, digits and -, a letter first",
      }),
      permission_model: { kind: "one of", values: ["SERVICE_MANAGED", "SELF_MANAGED"] },
    }),
    conflicts: conflicts(
      ["administration_role_arn", "auto_deployment"],
      ["execution_role_name", "auto_deployment"],
      ["template_body", "template_url"],
      ...COUNTS_OR_PERCENTAGES,
    ),
  },
  "resource.aws_cloudformation_stack_set_instance": {
    values: values({
      ...PREFERENCES,
      stack_set_name: text({ least: 1 }),
      account_id: text({ pattern: /^\d{12}$/, words: "12 digits" }),
      call_as: CALL_AS,
      "deployment_targets.account_filter_type": {
        kind: "one of",
        values: ["NONE", "INTERSECTION", "DIFFERENCE", "UNION"],
      },
      "deployment_targets.accounts": text({ pattern: /^\d{12}$/, words: "12 digits" }),
      "deployment_targets.accounts_url": text({
        pattern: /(s3:\/\/|https?:\/\/).+/,
        words: "an address of S3",
      }),
      "deployment_targets.organizational_unit_ids": text({
        pattern: /^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/,
        words: "the id of an organizational unit (ou-…) or of a root (r-…)",
      }),
      "operation_preferences.concurrency_mode": {
        kind: "one of",
        values: ["STRICT_FAILURE_TOLERANCE", "SOFT_FAILURE_TOLERANCE"],
      },
    }),
    conflicts: conflicts(["account_id", "deployment_targets"], ...COUNTS_OR_PERCENTAGES),
  },
};
