import type { Range } from "../../terraform/range";
import type { Located, LocatedText } from "../../terraform/values/located-value";

/** A policy document, and where it is used. */
export interface Policy {
  /** What has it: `aws_iam_role_policy.permissions["iam-access"]`. */
  readonly address: string;
  /** Its name in AWS, where it has one. */
  readonly name?: LocatedText;
  readonly statements: readonly Statement[];
  /** The document as it was read. */
  readonly document: Located;
  readonly range: Range;
  /** Whether all of it could be read, parts of texts apart. */
  readonly isComplete: boolean;
  /** Whether there is nothing of it as it stands: the count of what holds it is 0. */
  readonly isAbsent?: boolean;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html */
export interface Statement {
  /** Absent where it isn't known. */
  readonly effect?: "Allow" | "Deny";
  readonly sid?: string;
  /** How a message calls it: `statement "assume"` or `statement 2`. */
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

/** A managed policy that a role has. */
export interface Attachment {
  readonly address: string;
  /** Its ARN, with gaps where parts aren't known. */
  readonly arn: LocatedText;
  /** Whether there is nothing of it as it stands: the count of what attaches it is 0. */
  readonly isAbsent?: boolean;
  readonly range: Range;
}

/** A role, with all that the workspace gives it. */
export interface Role {
  readonly address: string;
  readonly name?: LocatedText;
  readonly path?: LocatedText;
  /** Its ARN where a plan knows it. */
  readonly arn?: string;
  readonly trust: readonly Policy[];
  readonly inline: readonly Policy[];
  /** Managed policies of the same workspace that are attached to it. */
  readonly managed: readonly Policy[];
  readonly attachments: readonly Attachment[];
  readonly hasBoundary: boolean;
  /**
   * `connector`: the one that the connector runs with. `delegated`: one that it assumes. `other`: any other, such as the
   * execution role of its tasks.
   */
  readonly use: "connector" | "delegated" | "other";
  /** What shows that it is the connector's, or that it assumes it: `task role of aws_ecs_task_definition.connector`. */
  readonly evidence?: string;
  /** Whether something else makes it, so that only what is given to it here is known of it. */
  readonly isExternal?: boolean;
  readonly range: Range;
}

/** Every identity policy of a role. */
export const identityPolicies = (role: Role): Policy[] => [...role.inline, ...role.managed];
