import type { ModuleName } from "../../../../modules/module-names";
import { POLICY_NAMES } from "../../../../modules/naming";
import {
  boundaryGuardrails,
  type PermissionSetName,
  type Statement,
  guardrails,
  permissionSet,
} from "../../../../modules/permissions";
import type { PolicyStatement } from "../../../iam/statement";
import type { Place } from "../place";
import type { ReportPolicy } from "../report";

/** The configuration that is reported on. */
export interface Choice {
  readonly module: ModuleName;
  readonly place: Place;
  readonly withPermissions: boolean;
  /** Permission sets to grant. @default - all that the module has */
  readonly permissionSets?: readonly PermissionSetName[];
  /** ARN of grantedRolesBoundaryArn. @default - none */
  readonly grantedRolesBoundary?: string;
}

/** A role, from the modules' data. */
export interface RoleSource {
  readonly id: string;
  readonly title: string;
  readonly purpose: string;
  readonly arn: string;
  readonly trust: readonly TrustSource[];
  readonly policies: readonly PolicySource[];
}

export interface TrustSource {
  readonly when: string | null;
  readonly statements: readonly TrustPolicyStatement[];
}

export interface TrustPolicyStatement extends Omit<PolicyStatement, "Resource"> {
  readonly Principal: Readonly<Record<string, string | readonly string[]>>;
}

export interface PolicySource extends Pick<
  ReportPolicy,
  "id" | "kind" | "name" | "purpose" | "base" | "when"
> {
  readonly statements?: readonly Statement[];
  readonly reasons?: ReportPolicy["reasons"];
  /** Path and name below `policy/`. */
  readonly managedPolicy?: string;
}

/** Permission sets as policies of a role. */
export const setsAsPolicies = (names: readonly PermissionSetName[]): PolicySource[] =>
  names.map((id) => {
    const { purpose, base, policyName, statements, managedPolicy, reasons } = permissionSet(id);
    return {
      id,
      kind: "permission-set",
      name: policyName ?? managedPolicy?.split("/").at(-1) ?? id,
      purpose,
      base,
      when: null,
      statements,
      managedPolicy,
      reasons,
    };
  });

/** Id of the guardrails that grantedRolesBoundaryArn adds. */
export const BOUNDARY_GUARDRAIL = "granted-roles-boundary";

const guardrail = (
  id: string,
  purpose: string,
  statements: readonly Statement[],
): PolicySource => ({
  id,
  kind: "guardrail",
  name: POLICY_NAMES.guardrails,
  purpose,
  base: true,
  when: null,
  statements,
});

/**
 * The guardrails of a role: one policy in IAM, shown as two.
 *
 * @param ownRoleArns the roles that it must not change
 */
export const guardrailPolicies = (
  ownRoleArns: readonly string[],
  { grantedRolesBoundary }: Choice,
): PolicySource[] => [
  guardrail(
    "guardrails",
    "Denies changing the connector's own roles, whatever else allows it; a deny always wins. It does not stop the connector from giving permissions to roles and users that it creates, and using those.",
    guardrails(ownRoleArns),
  ),
  ...(grantedRolesBoundary === undefined
    ? []
    : [
        guardrail(
          BOUNDARY_GUARDRAIL,
          "With grantedRolesBoundaryArn: denies creating or changing roles and users without the boundary, and every known way around it.",
          boundaryGuardrails(grantedRolesBoundary),
        ),
      ]),
];

/** An AWS managed policy that a module always attaches. */
export const fixedManagedPolicy = (managedPolicy: string, purpose: string): PolicySource => ({
  id: managedPolicy.split("/").at(-1)!,
  kind: "fixed",
  name: managedPolicy.split("/").at(-1)!,
  purpose,
  base: true,
  when: null,
  managedPolicy,
});

export const roleArn = ({ partition, accountId }: Place, name: string): string =>
  `arn:${partition}:iam::${accountId}:role/${name}`;
