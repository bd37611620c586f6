import type { TypeChecks } from "./check";
import { conflicts, exactlyOne, text, values } from "./declare";

const URL = text({
  pattern: /^https:\/\/[^/?#\s]+(?:[/?#]|$)/i,
  words: "an address that begins with https://",
});

const NAME = { pattern: /^[\w+=,.@-]*$/, words: "letters, digits and _+=,.@-" };

/** What else names of roles and their policies, and paths, have to be is checked by the rule `iam-name-length`. */
export const IAM: Readonly<Record<string, TypeChecks>> = {
  "resource.aws_iam_role": {
    values: values({
      assume_role_policy: { kind: "json", of: "object" },
      description: text({ most: 1000 }),
      name: text({ least: 1 }),
      max_session_duration: { kind: "range", least: 3600, most: 43_200 },
      managed_policy_arns: { kind: "arn" },
      name_prefix: text({ least: 1, most: 38, ...NAME }),
      permissions_boundary: { kind: "arn" },
      "inline_policy.policy": { kind: "json", of: "object" },
    }),
    conflicts: conflicts(["name", "name_prefix"]),
  },
  "resource.aws_iam_role_policy": {
    values: values({
      name_prefix: text({ least: 1, most: 102, ...NAME }),
      policy: { kind: "json", of: "object" },
      name: text({ least: 1 }),
      role: text({
        least: 1,
        most: 128,
        pattern: /^(?!arn:).*[\w+=,.@-]/s,
        words: "a role's name, which is no ARN",
      }),
    }),
    conflicts: conflicts(["name", "name_prefix"]),
  },
  "resource.aws_iam_role_policy_attachment": {
    values: values({ policy_arn: { kind: "arn" } }),
    conflicts: [],
  },
  "resource.aws_iam_openid_connect_provider": {
    values: values({
      client_id_list: text({ least: 1, most: 255 }),
      thumbprint_list: text({ least: 40, most: 40 }),
      url: URL,
    }),
    conflicts: [],
  },
  "data.aws_iam_openid_connect_provider": {
    values: values({ url: URL }),
    conflicts: exactlyOne("arn", "url"),
  },
  "data.aws_iam_policy": {
    values: values({ arn: { kind: "arn" } }),
    conflicts: conflicts(["arn", "name"], ["arn", "path_prefix"]),
  },
};
