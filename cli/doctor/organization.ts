import type { Organization } from "@aws-sdk/client-organizations";
import {
  STACK_SETS_PRINCIPAL,
  WITHOUT_TRUSTED_ACCESS,
} from "../../modules/org-delegation/organization";
import type { Aws } from "../aws/client";
import type { Caller } from "./caller-identity";
import type { Request } from "./request";
import { type Result, ok, problem } from "./results";
import { catchAwsError } from "./aws-error-result";

/** Checks that `org-delegation` can be deployed from this account. */
export async function checkOrganization(
  aws: Aws,
  request: Request,
  { accountId, partition }: Caller,
): Promise<readonly Result[]> {
  const values = request.values("org-delegation");
  return catchAwsError("organization.membership", "The organization", async () => {
    const answer = await aws.find("organizations:DescribeOrganization", {}, [
      "AWSOrganizationsNotInUseException",
    ]);
    if (answer?.Organization === undefined)
      return [
        problem("organization.membership", `Account ${accountId} is not in an organization.`, {
          fix: "Use credentials for the organization's management account.",
          data: { organization: null },
        }),
      ];
    const organization = answer.Organization;
    return [
      describe(organization, accountId),
      ...(await catchAwsError("organization.account", "Delegated administrators", () =>
        checkAccount(aws, organization, accountId, String(values["callAs"] ?? "SELF")),
      )),
      checkFeatures(organization),
      ...(await catchAwsError("organization.trustedAccess", "Trusted access for StackSets", () =>
        checkTrustedAccess(aws, organization, String(values["callAs"] ?? "SELF"), partition),
      )),
      ...(await catchAwsError("organization.units", "The organizational units", () =>
        checkUnits(aws, organization, (values["organizationalUnitIds"] ?? []) as readonly string[]),
      )),
    ];
  });
}

const dataOf = ({ Id, MasterAccountId, FeatureSet }: Organization) => ({
  organizationId: Id ?? null,
  managementAccountId: MasterAccountId ?? null,
  featureSet: FeatureSet ?? null,
});

const describe = (organization: Organization, accountId: string): Result =>
  ok(
    "organization.membership",
    `Account ${accountId} is in the organization ${organization.Id}, whose management account is ${organization.MasterAccountId}.`,
    { data: dataOf(organization) },
  );

async function checkAccount(
  aws: Aws,
  { MasterAccountId: management }: Organization,
  accountId: string,
  callAs: string,
): Promise<Result[]> {
  const id = "organization.account";
  const isManagement = management === accountId;
  const data = { accountId, managementAccountId: management ?? null, callAs };
  if (callAs === "SELF" && isManagement)
    return [ok(id, "This is the management account.", { data })];
  if (callAs !== "SELF" && isManagement)
    return [
      problem(
        id,
        `callAs: DELEGATED_ADMIN is for a member account, and ${accountId} is the organization's management account.`,
        { fix: "Remove callAs.", data },
      ),
    ];
  if (callAs === "SELF")
    return [
      problem(
        id,
        `Account ${accountId} is not the organization's management account (${management}).`,
        {
          fix: `Use credentials for ${management}; or, if ${accountId} is a delegated administrator for CloudFormation StackSets: export TF_VAR_callAs=DELEGATED_ADMIN`,
          data,
        },
      ),
    ];
  const admins = await aws.all(
    "organizations:ListDelegatedAdministrators",
    { ServicePrincipal: STACK_SETS_PRINCIPAL },
    ({ DelegatedAdministrators }) => DelegatedAdministrators,
  );
  return [
    admins.some(({ Id }) => Id === accountId)
      ? ok(id, `Account ${accountId} is a delegated administrator for CloudFormation StackSets.`, {
          data,
        })
      : problem(
          id,
          `Account ${accountId} is not a delegated administrator for CloudFormation StackSets.`,
          {
            fix: `Run in the management account (${management}): aws organizations register-delegated-administrator --account-id ${accountId} --service-principal ${STACK_SETS_PRINCIPAL}`,
            data,
          },
        ),
  ];
}

function checkFeatures(organization: Organization): Result {
  const { Id, FeatureSet } = organization;
  const data = dataOf(organization);
  return FeatureSet === "ALL"
    ? ok("organization.features", "All features are enabled.", { data })
    : problem(
        "organization.features",
        `The organization ${Id} has the feature set ${FeatureSet}; StackSets require all features.`,
        {
          fix: "Run in the management account: aws organizations enable-all-features (every invited account must then accept).",
          data,
        },
      );
}

/**
 * Checks trusted access in both Organizations and CloudFormation: enabling it in Organizations alone does not activate
 * StackSets. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-activate-trusted-access.html
 */
async function checkTrustedAccess(
  aws: Aws,
  { Id }: Organization,
  callAs: string,
  partition: string,
): Promise<Result[]> {
  const id = "organization.trustedAccess";
  const fix =
    partition === WITHOUT_TRUSTED_ACCESS.partition
      ? WITHOUT_TRUSTED_ACCESS.advice
      : "Run in the management account: aws cloudformation activate-organizations-access";
  const services = await aws.all(
    "organizations:ListAWSServiceAccessForOrganization",
    {},
    ({ EnabledServicePrincipals }) => EnabledServicePrincipals,
  );
  const enabled = services.some(
    ({ ServicePrincipal }) => ServicePrincipal === STACK_SETS_PRINCIPAL,
  );
  const data = { servicePrincipal: STACK_SETS_PRINCIPAL, enabled };
  if (!enabled)
    return [
      problem(
        id,
        `Trusted access for CloudFormation StackSets is not enabled in the organization ${Id}.`,
        { fix, data },
      ),
    ];
  const { Status: status } = await aws.call("cloudformation:DescribeOrganizationsAccess", {
    CallAs: callAs === "SELF" ? "SELF" : "DELEGATED_ADMIN",
  });
  const more = { ...data, status: status ?? null };
  return [
    status === "ENABLED"
      ? ok(id, "Trusted access for CloudFormation StackSets is enabled.", { data: more })
      : problem(
          id,
          `StackSets is not activated (${status}) in the organization ${Id}: trusted access was enabled in Organizations, but not in CloudFormation.`,
          { fix, data: more },
        ),
  ];
}

async function checkUnits(
  aws: Aws,
  { Id }: Organization,
  unitIds: readonly string[],
): Promise<Result[]> {
  if (unitIds.length === 0) return [];
  const roots = await aws.all("organizations:ListRoots", {}, ({ Roots }) => Roots);
  const rootIds = roots.map((root) => root.Id!);
  const missing: string[] = [];
  for (const unitId of unitIds) {
    if (rootIds.includes(unitId)) continue;
    const unit = unitId.startsWith("ou-")
      ? await aws.find(
          "organizations:DescribeOrganizationalUnit",
          { OrganizationalUnitId: unitId },
          ["OrganizationalUnitNotFoundException", "InvalidInputException"],
        )
      : undefined;
    if (unit === undefined) missing.push(unitId);
  }
  const data = { unitIds, missing, rootIds };
  return [
    missing.length === 0
      ? ok("organization.units", `The organizational units exist: ${unitIds.join(", ")}.`, { data })
      : problem(
          "organization.units",
          `Not found in the organization ${Id} (root ${rootIds.join(", ")}): ${missing.join(", ")}.`,
          {
            fix: "Correct the IDs. List the units with aws organizations list-organizational-units-for-parent --parent-id <root or unit>.",
            data,
          },
        ),
  ];
}
