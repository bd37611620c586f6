import { connectorTrustDocument, requiresExternalId } from "../../../../modules/delegation/trust";
import { nameOf } from "../../../../modules/naming";
import { MANAGEMENT_SET_NAMES, MEMBER_SET_NAMES } from "../../../../modules/permissions";
import type { Place } from "../place";
import { resolveTokens } from "../resolve-tokens";
import { grantedSets } from "./granted-sets";
import {
  type Choice,
  type RoleSource,
  type TrustPolicyStatement,
  type TrustSource,
  guardrailPolicies,
  roleArn,
  setsAsPolicies,
} from "./source";

type Kind = "management" | "member";

/** The roles that a connector assumes in an AWS organization. */
export function orgDelegationRoles(choice: Choice): RoleSource[] {
  const { place } = choice;
  const both: readonly Kind[] = ["management", "member"];
  return [
    {
      ...delegatedRole("management", both, choice, place, MANAGEMENT_SET_NAMES),
      title: "Role in the management account",
      purpose: "The connector assumes it for the organization, Identity Center and that account.",
    },
    {
      ...delegatedRole(
        "member",
        both,
        choice,
        { ...place, accountId: "<member account>" },
        MEMBER_SET_NAMES,
      ),
      title: "Role in each member account",
      purpose: "The connector assumes it for the resources of the account.",
    },
  ];
}

/** The role that a connector in another account assumes. */
export const accountDelegationRoles = (choice: Choice): RoleSource[] => [
  {
    ...delegatedRole("member", ["member"], choice, choice.place, MEMBER_SET_NAMES),
    title: "Role in the account",
    purpose: "A connector that runs elsewhere assumes it for the resources of the account.",
  },
];

/** @param guarded the module's roles that it must not change */
function delegatedRole(
  kind: Kind,
  guarded: readonly Kind[],
  choice: Choice,
  at: Place,
  names: typeof MANAGEMENT_SET_NAMES,
): Pick<RoleSource, "id" | "arn" | "trust" | "policies"> {
  const { place } = choice;
  const arnOf = (each: Kind) => roleArn(at, nameOf(`${each}Role`, place.nameSuffix));
  return {
    id: kind,
    arn: arnOf(kind),
    trust: trustSources(place),
    policies: [
      ...setsAsPolicies(grantedSets(choice, names)),
      ...guardrailPolicies([...guarded.map(arnOf), connectorRoleArn(place)], choice),
    ],
  };
}

const CONNECTOR_ACCOUNT = "<connector's account>";

const connectorRoleArn = (place: Place): string =>
  roleArn({ ...place, accountId: CONNECTOR_ACCOUNT }, nameOf("connectorRole", "<suffix>"));

/** The trust policy, for a connector role with its default name. */
function trustSources(place: Place): TrustSource[] {
  const role = connectorRoleArn(place);
  const account = `arn:${place.partition}:iam::${CONNECTOR_ACCOUNT}:root`;
  const statements = (withExternalId: (condition: object) => object) =>
    resolveTokens<{ Statement: TrustPolicyStatement[] }>(
      connectorTrustDocument(role, account, withExternalId),
    ).Statement;
  return [
    { when: "externalId is not set", statements: statements((condition) => condition) },
    {
      when: "externalId is set",
      statements: statements((condition) => ({
        ...condition,
        ...requiresExternalId("<externalId>"),
      })),
    },
  ];
}
