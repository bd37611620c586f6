import { PARTITION } from "../../policy";
import { ANY, type Deployment, EVERYTHING, type Needs, arnIn, nameIn } from "../deployment";

const stackSetName = (deployment: Deployment): string => nameIn(deployment, "stackSet");

/** A StackSet has a random ID after its name. That of a delegated administrator is in the management account. */
const ofStackSet = (deployment: Deployment, kind: "stackset" | "stackset-target"): string => {
  const isElsewhere = deployment.anyInputs || deployment.inputs["callAs"] === "DELEGATED_ADMIN";
  const owner = isElsewhere ? { ...deployment, accountId: ANY } : deployment;
  return arnIn(owner, "cloudformation", `${kind}/${stackSetName(deployment)}:*`);
};

const stackSetArn = (deployment: Deployment): string => ofStackSet(deployment, "stackset");

/** The types of resources in the template. */
const templateTypes = ({ anyInputs, inputs }: Deployment): string[] => [
  "AWS-IAM-Role",
  ...(anyInputs || inputs["createMemberBoundary"] === true ? ["AWS-IAM-ManagedPolicy"] : []),
];

/** What an operation on the accounts of units is checked for. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/security_iam_id-based-policy-examples.html */
const operated = (deployment: Deployment): string[] => [
  stackSetArn(deployment),
  ofStackSet(deployment, "stackset-target"),
  ...templateTypes(deployment).map((type) =>
    arnIn({ ...deployment, accountId: "" }, "cloudformation", `type/resource/${type}`),
  ),
];

/** Root and units, of an organization whose ID is not known. */
const TREE = ["root/*", "ou/*"].map((each) => `arn:${PARTITION}:organizations::${ANY}:${each}`);

const readTree =
  (...actions: readonly string[]): Needs =>
  () => [{ sid: "OrganizationTree", actions, resources: TREE }];

const lookUp =
  (...actions: readonly string[]): Needs =>
  () => [{ sid: "Lookups", actions, resources: EVERYTHING }];

export const ORGANIZATION_NEEDS = {
  aws_cloudformation_stack_set: (deployment) => [
    {
      sid: "CreateStackSet",
      actions: ["cloudformation:CreateStackSet"],
      resources: EVERYTHING,
    },
    {
      sid: "StackSet",
      actions: [
        "cloudformation:DescribeStackSet",
        "cloudformation:DescribeStackSetOperation",
        "cloudformation:ListStackSetOperationResults",
        "cloudformation:TagResource",
        "cloudformation:UntagResource",
        "cloudformation:DeleteStackSet",
      ],
      resources: [stackSetArn(deployment)],
    },
    {
      sid: "StackSetAccounts",
      actions: ["cloudformation:UpdateStackSet"],
      resources: operated(deployment),
    },
  ],
  aws_cloudformation_stack_set_instance: (deployment) => [
    {
      sid: "StackSet",
      actions: ["cloudformation:DescribeStackSetOperation", "cloudformation:ListStackInstances"],
      resources: [stackSetArn(deployment)],
    },
    {
      sid: "StackSetAccounts",
      actions: ["cloudformation:CreateStackInstances", "cloudformation:DeleteStackInstances"],
      resources: operated(deployment),
    },
  ],
  "data.aws_organizations_organization": lookUp(
    "organizations:DescribeOrganization",
    "organizations:ListAccounts",
    "organizations:ListRoots",
    "organizations:ListAWSServiceAccessForOrganization",
  ),
  "data.aws_organizations_organizational_unit_descendant_organizational_units": readTree(
    "organizations:ListOrganizationalUnitsForParent",
  ),
  "data.aws_organizations_organizational_unit_descendant_accounts": readTree(
    "organizations:ListOrganizationalUnitsForParent",
    "organizations:ListAccountsForParent",
  ),
  "data.aws_organizations_delegated_administrators": lookUp(
    "organizations:ListDelegatedAdministrators",
  ),
} as const satisfies Readonly<Record<string, Needs>>;
