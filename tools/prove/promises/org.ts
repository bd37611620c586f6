import { type Promised, emulator, page, real } from "./promise";

const E2E = "e2e/org-delegation";
const ORGANIZATION = "README.md#an-organization";

/** Promises of an organization's delegation. */
export const ORG_PROMISES: readonly Promised[] = [
  {
    id: "org-roles",
    promise: "Exactly the accounts of the units and of their child units have the member role.",
    in: ORGANIZATION,
    proofs: [
      real("org", "deploy"),
      real("org", "instances-current"),
      emulator(
        `${E2E}/deploy`,
        "every account of the unit and of those below has the member role, and no other has",
      ),
    ],
  },
  {
    id: "org-new-accounts",
    promise: "Accounts that join a unit get the role, and those that leave lose it.",
    in: ORGANIZATION,
    proofs: [
      emulator(
        `${E2E}/deploy`,
        "accounts that join get the role and those that leave lose it, with nothing to plan",
      ),
      page(
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-manage-auto-deployment.html",
      ),
    ],
  },
  {
    id: "org-paths-boundaries-units",
    promise:
      "Roles can have a path and a boundary that their stack makes, and units can be made in the same apply.",
    in: "docs/guides/organization.md#paths-boundaries-and-new-units",
    proofs: [
      emulator(
        `${E2E}/options`,
        "the member role gets a boundary that its stack makes, in place, and loses it again",
      ),
      emulator(
        `${E2E}/options`,
        "roles with a path are those that a connector with this assumedRolesPath may assume",
      ),
      emulator(
        `${E2E}/options`,
        "units that the same apply makes get the role, and so do accounts that join them",
      ),
    ],
  },
  {
    id: "account-role",
    promise: "Only the connector's role can assume the role of one account, with the external ID.",
    in: "docs/guides/organization.md#one-account-or-the-connector-that-apono-runs",
    proofs: [
      emulator(
        "e2e/account-delegation/deploy",
        "one role is made, which the connector's role alone can assume, and the second plan is empty",
      ),
      emulator(
        "e2e/account-delegation/deploy",
        "an external id is asked for as soon as there is one, and another connectorId keeps the role",
      ),
    ],
  },
  {
    id: "org-trust",
    promise: "Only the connector's role can assume these roles.",
    in: ORGANIZATION,
    proofs: [
      real("org", "assumed"),
      real("org", "refused"),
      emulator(
        `${E2E}/deploy`,
        "the connector's role assumes both roles; its own policy and their trust policies allow that",
      ),
    ],
  },
  {
    id: "org-plan-again",
    promise: "A second plan changes nothing.",
    in: ORGANIZATION,
    proofs: [real("org", "plan-again"), emulator(`${E2E}/deploy`, "a second plan has no changes")],
  },
  {
    id: "org-one-command",
    promise: "One command deploys connector and organization, each with its own AWS profile.",
    in: "docs/guides/organization.md#connector-and-organization-in-one-go",
    proofs: [
      emulator(
        `${E2E}/together`,
        "both stacks deploy in one command, each with its own profile, and their states in a bucket",
      ),
    ],
  },
  {
    id: "org-messages",
    promise: "An organization that can't be deployed to is rejected at plan.",
    in: "docs/guides/organization.md#when-the-plan-of-an-organization-fails",
    proofs: [
      emulator(
        `${E2E}/bad-inputs`,
        "an organization without all features, or without trusted access, is refused",
      ),
    ],
  },
  {
    id: "org-from-cloudformation",
    promise: "Moving from CloudFormation never interrupts the connector.",
    in: "docs/guides/organization.md#from-cloudformation",
    proofs: [
      emulator(
        `${E2E}/from-cloudformation`,
        "one account moves, with a connector at work at every moment and never two of one id",
      ),
    ],
  },
  {
    id: "org-destroy",
    promise: "Destroying removes the roles from every account.",
    in: ORGANIZATION,
    proofs: [
      real("org", "destroy"),
      emulator(
        `${E2E}/deploy`,
        "destroying takes all roles away, though an account has left its unit and trusted access is off",
      ),
    ],
  },
];
