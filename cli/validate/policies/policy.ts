import type { Range } from "../../terraform/range";
import type { Located, LocatedText } from "../../terraform/values/located-value";

/** A policy document of a resource. */
export interface Policy {
  /** The address of its resource: `aws_iam_role_policy.permissions["iam-access"]`. */
  readonly address: string;
  /** Its name in AWS. */
  readonly name?: LocatedText;
  readonly statements: readonly Statement[];
  /** The parsed document. */
  readonly document: Located;
  readonly range: Range;
  /** Whether the structure of the document is fully known. */
  readonly isComplete: boolean;
  /** Whether the resource's count is 0. @default false */
  readonly isAbsent?: boolean;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  /** @default - unknown */
  readonly effect?: "Allow" | "Deny";
  readonly sid?: string;
  /** For messages: `statement "assume"` or `statement 2`. */
  readonly title: string;
  readonly actions: readonly LocatedText[];
  readonly notActions: readonly LocatedText[];
  readonly resources: readonly LocatedText[];
  readonly notResources: readonly LocatedText[];
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly conditions: readonly Condition[];
  readonly range: Range;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
export interface Principal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; `*` stands for anybody as `AWS`. */
  readonly type: string;
  readonly value: LocatedText;
}

/** `StringEquals` of a key with some values. */
export interface Condition {
  readonly operator: string;
  readonly key: LocatedText;
  readonly values: readonly LocatedText[];
}

/** A managed policy that is attached to a role. */
export interface Attachment {
  readonly address: string;
  /** Its ARN, with gaps for unknown parts. */
  readonly arn: LocatedText;
  /** Whether the count of the attachment is 0. @default false */
  readonly isAbsent?: boolean;
  readonly range: Range;
}

/** A role with its policies in the workspace. */
export interface Role {
  readonly address: string;
  readonly name?: LocatedText;
  readonly path?: LocatedText;
  /** Its ARN, if a plan knows it. */
  readonly arn?: string;
  readonly trust: readonly Policy[];
  readonly inline: readonly Policy[];
  /** Attached managed policies of the workspace. */
  readonly managed: readonly Policy[];
  readonly attachments: readonly Attachment[];
  readonly hasBoundary: boolean;
  /**
   * `connector`: the connector runs with it. `delegated`: the connector assumes it. `other`: any other, such as the execution
   * role of its tasks.
   */
  readonly use: "connector" | "delegated" | "other";
  /** The evidence for `use`: `task role of aws_ecs_task_definition.connector`. */
  readonly evidence?: string;
  /** Whether something else makes it, so that only its policies in this workspace are known. @default false */
  readonly isExternal?: boolean;
  readonly range: Range;
}

/** Every identity policy of a role. */
export const identityPolicies = (role: Role): Policy[] => [...role.inline, ...role.managed];
