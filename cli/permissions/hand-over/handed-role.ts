import { POLICY_NAMES, type ResourceKind, derivedSuffix, nameOf } from "../../../modules/naming";
import {
  CONNECTOR_ROLES,
  DELEGATED_ROLES,
  type OwnNames,
  type PermissionSetName,
  PERMISSION_SET_NAMES,
  type Statement,
  boundaryGuardrails,
  guardrails,
  inlineSets,
  managedSets,
  policyDocument,
} from "../../../modules/permissions";
import { grantedSets } from "../report/sources/granted-sets";
import type { HandOverInputs } from "./inputs";

/** A role that another team makes: all that it needs. */
export interface HandedRole {
  /** Name of its resources in Terraform. */
  readonly id: string;
  /** The module's input that its ARN goes to. */
  readonly input: string;
  readonly name: string;
  readonly path: string;
  readonly description: string;
  readonly trust: object;
  readonly inline: readonly InlinePolicy[];
  readonly managedPolicyArns: readonly string[];
  readonly permissionsBoundaryArn: string | null;
}

/** An inline policy. */
export interface InlinePolicy {
  readonly name: string;
  readonly document: object;
}

/** Where the roles are. */
export interface HandOverPlace {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
}

/** The suffix of names. @param id of the connector; on EKS after the cluster's name */
export const suffixOf = (
  { nameSuffix }: HandOverInputs,
  { accountId, region }: HandOverPlace,
  ...id: readonly string[]
): string => nameSuffix ?? derivedSuffix(accountId, region, ...id);

/** The ARN of a role with a path. */
export const arnOf = ({ partition, accountId }: HandOverPlace, path: string, name: string) =>
  `arn:${partition}:iam::${accountId}:role${path}${name}`;

/** Path and prefix of a connector's roles, as its inputs have them. */
export interface RolePaths {
  readonly path: string;
  readonly assumedRolesPath: string;
}

/**
 * The connector's own policies: the chosen permission sets and the guardrails, as the module grants them.
 *
 * @param ownRoleArns the roles that it must not change
 */
export function connectorPolicies(
  inputs: HandOverInputs,
  { path, assumedRolesPath }: RolePaths,
  place: HandOverPlace,
  ownRoleArns: readonly string[],
): Pick<HandedRole, "inline" | "managedPolicyArns"> {
  const sets = setsOf(inputs);
  const namePrefix = inputs.namePrefix ?? "";
  const own: OwnNames = { namePrefix, assumedRolesPath };
  const named = (kind: ResourceKind, at: string, prefix: string) =>
    `arn:${place.partition}:iam::*:role${at}${nameOf(kind, "*", prefix)}`;
  const alike = [
    ...(path === "/" && namePrefix === ""
      ? []
      : CONNECTOR_ROLES.map((kind) => named(kind, path, namePrefix))),
    ...(assumedRolesPath === "/"
      ? []
      : DELEGATED_ROLES.map((kind) => named(kind, assumedRolesPath, ""))),
  ];
  const protectedArns = inputs.protectedRoleNames.map((name) => arnOf(place, "/", name));
  const [deny] = guardrails(ownRoleArns) as [Statement];
  const guarded = [{ ...deny, Resource: [...deny.Resource, ...protectedArns, ...alike] }];
  const bounded =
    inputs.grantedRolesBoundaryArn === null
      ? []
      : boundaryGuardrails(inputs.grantedRolesBoundaryArn);
  return {
    inline: [
      ...inlineSets(sets).map(({ policyName, statements }) => ({
        name: policyName,
        document: policyDocument(statements, place.partition, own),
      })),
      {
        name: POLICY_NAMES.guardrails,
        document: policyDocument([...guarded, ...bounded], place.partition),
      },
    ],
    managedPolicyArns: [
      ...managedSets(sets).map(
        ({ managedPolicy }) => `arn:${place.partition}:iam::aws:policy/${managedPolicy}`,
      ),
      ...inputs.extraManagedPolicyArns,
    ],
  };
}

const setsOf = ({ withPermissions, permissionSets }: HandOverInputs): PermissionSetName[] =>
  grantedSets(
    { withPermissions, permissionSets: permissionSets ?? undefined },
    PERMISSION_SET_NAMES,
  );
