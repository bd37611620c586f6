import { type Promised, code, emulator, real, terraform, types } from "./promise";

const CHECKING = "README.md#checking-it";
const AS_A_MODULE = "README.md#as-a-terraform-module";

/** Promises of the commands and the published modules. */
export const TOOL_PROMISES: readonly Promised[] = [
  {
    id: "demo",
    promise: "The demo deploys into an emulated account, connects, and leaves nothing behind.",
    in: "README.md#apono-connector-for-aws",
    proofs: [
      emulator(
        "e2e/tools/demo",
        "the README's demo deploys, connects, integrates, plans again without changes, and leaves nothing behind",
      ),
    ],
  },
  {
    id: "fleet",
    promise:
      "Each connector of a fleet file is deployed in its own account and region, with its own state and token.",
    in: "docs/guides/fleet.md#many-connectors-in-one-file",
    proofs: [
      emulator(
        "e2e/fleet/deploy",
        "all are deployed in one command, each in its account and region with its own token",
      ),
    ],
  },
  {
    id: "fleet-render",
    promise:
      "A fleet is rendered for the engine that a team has; a wave starts when the one before is connected.",
    in: "docs/guides/fleet.md#on-an-engine-that-you-have",
    proofs: [
      code(
        "terraform/fleet/render",
        "roots of every module are formatted, and Terraform finds them valid",
      ),
      emulator(
        "e2e/fleet/run-all",
        "the second wave does not start while the canary is not connected",
      ),
      emulator(
        "e2e/fleet/take-over",
        "roots take over what cdktf deployed: everything is moved, and nothing made or destroyed",
      ),
      emulator("e2e/fleet/pipelines", "passes actionlint and zizmor"),
      emulator("e2e/fleet/pipelines", "are as GitLab's schema has them"),
      emulator(
        "e2e/fleet/pipelines",
        "are read by a server with the settings that the file names, and by any without waves",
      ),
    ],
  },
  {
    id: "fleet-readme",
    promise: "A fleet of three is checked, deployed and looked at with four commands.",
    in: "README.md#many-connectors",
    proofs: [
      emulator(
        "e2e/fleet/readme",
        "the README's fleet of three is checked, deployed and looked at, in ten lines at most",
      ),
    ],
  },
  {
    id: "doctor",
    promise: "The doctor reports before a deployment whether it will work.",
    in: CHECKING,
    proofs: [
      real("ecs", "doctor"),
      real("eks", "doctor"),
      real("org", "doctor"),
      emulator(
        "e2e/doctor/network",
        "sees where a default route to %s goes, and what the plan makes of it",
      ),
    ],
  },
  {
    id: "doctor-reads",
    promise:
      "The doctor is read-only, and distinguishes a missing permission from a missing resource.",
    in: CHECKING,
    proofs: [
      emulator(
        "e2e/doctor/reading",
        "only reads, whatever is asked, and only what the policy allows",
      ),
      emulator("e2e/doctor/account", "tells no answer from absence"),
      types("cli/aws/actions.ts"),
    ],
  },
  {
    id: "fleet-status",
    promise:
      "One table shows all connectors of a fleet; an account that can't be asked is a row that says why.",
    in: "docs/guides/fleet.md#status-of-all",
    proofs: [
      emulator(
        "e2e/fleet/status",
        "each member has a row, and the text says what is wrong with which",
      ),
    ],
  },
  {
    id: "validate",
    promise: "Each rule of validate reports its bad example and not its good one.",
    in: CHECKING,
    proofs: [
      code("unit/cli/validate/rules", "finds its bad example bad, in one of its files, with a fix"),
      code("unit/cli/validate/rules", "finds its good example good"),
    ],
  },
  {
    id: "validate-in-pipelines",
    promise: "A clone of this project runs validate as a GitHub Action and as a pre-commit hook.",
    in: "docs/guides/ci.md#in-pipelines",
    proofs: [
      code(
        "e2e/pipelines/from-git",
        "installs itself from git, and fails where a connector is wrong",
      ),
      code("e2e/pipelines/from-git", "uploads what it finds, and then fails"),
    ],
  },
  {
    id: "release-again",
    promise: "An interrupted release can be run again, and gives the same files and the same tag.",
    in: "docs/guides/releasing.md#what-it-does",
    proofs: [
      code("e2e/tools/release", "gives the same when it is killed after each step and run again"),
    ],
  },
  {
    id: "release-refuses",
    promise:
      "A version that grants more or breaks a contract can't be released as a lower version than it must be.",
    in: "docs/guides/releasing.md#what-is-refused",
    proofs: [
      code("e2e/tools/release", "is refused as a patch that grants more"),
      code(
        "e2e/tools/release",
        "is refused as a minor version that does not list the permission, and that breaks a contract",
      ),
    ],
  },
  {
    id: "permissions",
    promise: "The report shows every action with its access level, scope and condition.",
    in: CHECKING,
    proofs: [
      code(
        "unit/cli/permissions/report/report",
        "tells what an action does, on what and under which condition",
      ),
    ],
  },
  {
    id: "deployer",
    promise:
      "The deployer's policy suffices to plan, apply, change and destroy each module, and has no action too many.",
    in: "docs/guides/deployer.md#what-deploying-needs",
    proofs: [
      emulator(
        "e2e/deployer/ecs-connector",
        "the policy suffices to plan, apply, change and destroy all that the module makes",
      ),
      emulator("e2e/deployer/ecs-connector", "without %s the %s fails with what AWS says"),
      emulator(
        "e2e/deployer/eks-connector",
        "the policy suffices for IRSA, for Pod Identity, and for the way between them",
      ),
      emulator(
        "e2e/deployer/org-delegation",
        "the policy suffices to plan, apply, change and destroy roles and StackSet",
      ),
      code(
        "unit/modules/permissions/deployer/recorded",
        "has no action without which all of it would still be allowed",
      ),
    ],
  },
  {
    id: "modules-valid",
    promise: "Each published module is valid, passes its own tests, and has runnable examples.",
    in: AS_A_MODULE,
    proofs: [
      terraform("terraform/modules", "is valid, without a warning"),
      terraform("terraform/modules", "passes its own tests"),
      terraform("terraform/examples", "%s is valid, without a warning"),
    ],
  },
  {
    id: "modules-served",
    promise: "A pipeline can use a module from the registry that `modules serve` runs.",
    in: AS_A_MODULE,
    proofs: [
      emulator("e2e/registry/serve", "a pipeline plans, applies and destroys the served module"),
    ],
  },
  {
    id: "modules-upgrade",
    promise:
      "A pipeline that uses the public module changes only source, version and suffix, and keeps all resources.",
    in: AS_A_MODULE,
    proofs: [
      emulator(
        "e2e/registry/upgrade",
        "a pipeline that uses the public module changes source, version and nameSuffix, and keeps everything",
      ),
    ],
  },
  {
    id: "integration",
    promise:
      "One command creates the integration in Apono; it is changed in place, and destroyed before its connector.",
    in: "README.md#the-integration-in-apono",
    proofs: [
      emulator(
        "e2e/apono-integration/deploy",
        "connector and integration deploy in one command, plan without changes, change, and go in the other order",
      ),
      terraform(
        "e2e/apono-integration/conditions",
        "an integration of the name is told with the command that takes it over, and is then changed in place",
      ),
    ],
  },
];
