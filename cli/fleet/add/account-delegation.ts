import { MEMBER_SET_NAMES } from "../../../modules/permissions/delegation";
import { DEFAULT_SET_NAMES } from "../../../modules/permissions/sets";
import { nameOf } from "../../../modules/naming";
import { placeIn } from "./arn";
import { nameEnds } from "./names";
import type { Part } from "./part";
import { grantedRolesBoundary, grantedSets, statementsOf } from "./policies";
import type { Told } from "./told";
import { type Values, object, text } from "./values";

/** Reads a role that lets a connector into one account; undefined where there is none. */
export function readAccountDelegation(part: Part): Told | undefined {
  const role = part.one("aws_iam_role", "member");
  const isOrganization = part.has("aws_cloudformation_stack_set");
  if (role === undefined || isOrganization || trustOf(role) === undefined) return undefined;
  return {
    module: "account-delegation",
    account: placeIn(text(role["arn"])).account,
    region: text(part.kept("place")["region"]),
    tags: object(role["tags"]) as Told["tags"],
    inputs: {
      ...trustOf(role),
      ...nameInputs(part, role),
      connectorId: /^What the Apono connector (.*) may do/.exec(
        text(role["description"]) ?? "",
      )?.[1],
      rolePath: text(role["path"]),
      delegatedPermissionSets: chosenSets(part),
      exclusivePolicies: part.has("aws_iam_role_policies_exclusive", "member"),
      memberPermissionsBoundaryArn: text(role["permissions_boundary"]) ?? null,
      grantedRolesBoundaryArn: grantedRolesBoundary(
        part.one("aws_iam_role_policy", "member_guardrails")?.["policy"],
      ),
    },
    notes: [],
  };
}

/** Whom the role trusts. */
function trustOf(role: Values): Values | undefined {
  const condition = object(statementsOf(role["assume_role_policy"])[0]?.["Condition"]);
  const arn = text(object(condition["ArnEquals"])["aws:PrincipalArn"]);
  if (arn === undefined) return undefined;
  const externalId = text(object(condition["StringEquals"])["sts:ExternalId"]) ?? null;
  return { connectorRoleArn: arn, externalId };
}

/** The role's name, and the suffix that it would have otherwise. */
function nameInputs(part: Part, role: Values): Values {
  const name = text(role["name"]);
  const suffix =
    nameEnds("memberRole", name)?.suffix ??
    text(part.outputs["name_suffix"]) ??
    text(part.kept("names")["derived_suffix"]);
  const isUsual = suffix !== undefined && name === nameOf("memberRole", suffix);
  return { nameSuffix: suffix, memberRoleName: isUsual ? null : name };
}

function chosenSets(part: Part): readonly string[] | null {
  const granted = grantedSets(part, "member");
  const usual = MEMBER_SET_NAMES.filter((name) => DEFAULT_SET_NAMES.includes(name));
  return areSame(granted, usual) ? null : granted;
}

const areSame = (a: readonly string[], b: readonly string[]) =>
  a.toSorted().join() === b.toSorted().join();
