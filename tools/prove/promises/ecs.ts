import { type Promised, code, emulator, page, real } from "./promise";

const E2E = "e2e/ecs-connector";
const A_REAL_ACCOUNT = "README.md#a-real-account";
const ROTATING = "docs/guides/ecs.md#rotating-the-token";

/** Promises of the connector on ECS. */
export const ECS_PROMISES: readonly Promised[] = [
  {
    id: "ecs-deploys",
    promise: "A deployment needs only a token and a subnet.",
    in: A_REAL_ACCOUNT,
    proofs: [
      real("ecs", "deploy"),
      emulator(`${E2E}/deploy`, "deploys, with any token, and keeps it nowhere but in the secret"),
    ],
  },
  {
    id: "ecs-runs",
    promise: "The service runs its tasks, and they are healthy.",
    in: A_REAL_ACCOUNT,
    proofs: [real("ecs", "steady"), real("ecs", "healthy")],
  },
  {
    id: "ecs-connected",
    promise: "The connector connects to Apono.",
    in: A_REAL_ACCOUNT,
    proofs: [real("ecs", "connected")],
  },
  {
    id: "ecs-token-at-rest",
    promise: "No state, plan, log or task definition contains the token.",
    in: ROTATING,
    proofs: [
      real("ecs", "token-at-rest"),
      emulator(`${E2E}/deploy`, "deploys, with any token, and keeps it nowhere but in the secret"),
    ],
  },
  {
    id: "ecs-plan-again",
    promise: "A second plan changes nothing.",
    in: A_REAL_ACCOUNT,
    proofs: [
      real("ecs", "plan-again"),
      emulator(`${E2E}/deploy`, "a second plan has no changes of ours"),
    ],
  },
  {
    id: "ecs-public-ip",
    promise: "The subnets' routes decide whether tasks get a public IP address.",
    in: "docs/guides/ecs.md#public-ip-addresses",
    proofs: [
      real("ecs", "created-resources"),
      emulator(`${E2E}/egress`, "derives the public IP from real route tables, row by row"),
    ],
  },
  {
    id: "ecs-locked-down",
    promise:
      "Egress, logs, container, alerts and tags change what they name, in place; who sets none plans no change.",
    in: "docs/guides/ecs.md#in-a-locked-down-account",
    proofs: [
      emulator(
        `${E2E}/options`,
        "egress, logs, container, alerts and tags change what they name, in place",
      ),
      emulator(`${E2E}/options`, "a deployment made before the options existed changes in nothing"),
    ],
  },
  {
    id: "ecs-roles-elsewhere",
    promise:
      "With roles made by another team, from what `permissions hand-over` prints, the module makes nothing in IAM.",
    in: "docs/guides/ecs.md#roles-made-by-another-team",
    proofs: [
      emulator(`${E2E}/hand-over`, "the connector runs with roles that were handed over"),
      emulator(`${E2E}/roles`, "roles that the same apply makes serve with create = false"),
    ],
  },
  {
    id: "ecs-names-and-paths",
    promise:
      "Prefix and path are part of every name and of the policies; who sets none plans no change.",
    in: "docs/guides/ecs.md#names-and-paths",
    proofs: [
      emulator(
        `${E2E}/roles`,
        "path and prefix are part of every name, of the guardrails and of what the connector may assume",
      ),
      emulator(
        `${E2E}/roles`,
        "roles of a deployment made before others could make them stay, and move",
      ),
    ],
  },
  {
    id: "ecs-rotation",
    promise:
      "A new token creates a version of the secret, and a task definition revision that uses exactly that version.",
    in: ROTATING,
    proofs: [
      real("ecs", "rotate"),
      emulator(
        `${E2E}/deploy`,
        "a rotated token reaches the secret and the tasks, and is kept nowhere either",
      ),
      page(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html",
      ),
    ],
  },
  {
    id: "ecs-rollback",
    promise:
      "If new instances don't start, ECS rolls back automatically, and with waitForSteadyState the deployment fails.",
    in: "docs/guides/ecs.md#updating-the-connector",
    proofs: [
      real("ecs", "rollback"),
      page(
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
      ),
    ],
  },
  {
    id: "ecs-update",
    promise: "Changing the connector's version changes only the task definition.",
    in: "docs/guides/ecs.md#updating-the-connector",
    proofs: [
      emulator(
        `${E2E}/deploy`,
        "another connector version is a new task definition, and nothing else",
      ),
    ],
  },
  {
    id: "ecs-permissions",
    promise: "The role is granted exactly the chosen permission sets.",
    in: "docs/guides/permissions.md#choosing-permissions",
    proofs: [
      real("ecs", "role-can"),
      real("ecs", "role-cannot"),
      emulator(`${E2E}/deploy`, "the roles are what the design says"),
      code(
        "unit/modules/permissions/choice",
        "is what was chosen, else all, and the base without permissions",
      ),
    ],
  },
  {
    id: "ecs-guardrails",
    promise: "The connector can't change its own roles, whatever is granted.",
    in: "docs/guides/permissions.md#choosing-permissions",
    proofs: [
      real("ecs", "role-cannot"),
      code(
        "unit/modules/permissions/quotas",
        "cover every action of iam-access that changes a role",
      ),
    ],
  },
  {
    id: "ecs-high-availability",
    promise: "During a deployment at least numberOfInstances tasks run.",
    in: "docs/guides/ecs.md#high-availability",
    proofs: [
      code(
        "unit/modules/ecs-connector/module",
        "never goes below the desired count, and rolls back",
      ),
      page("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html"),
    ],
  },
  {
    id: "ecs-state",
    promise:
      "The state is stored where backend.json or APONO_BACKEND says; the default is a local file.",
    in: "docs/guides/state-and-pipelines.md#where-the-state-is",
    proofs: [
      code("unit/lib/backend", "comes from the variable, with the stack's name put in"),
      code("unit/lib/backend", "can be HCP Terraform"),
    ],
  },
  {
    id: "ecs-pipeline",
    promise: "A pipeline deploys without a terminal, and applies the reviewed plan.",
    in: "docs/guides/state-and-pipelines.md#in-a-pipeline",
    proofs: [
      emulator(
        `${E2E}/pipeline`,
        "the README's pipeline deploys without a terminal, and applies the plan that was looked at",
      ),
    ],
  },
  {
    id: "ecs-lock-files",
    promise: "A lock file in locks/ decides which provider versions a deployment uses.",
    in: "docs/guides/state-and-pipelines.md#the-same-providers-everywhere",
    proofs: [
      emulator(
        `${E2E}/pipeline`,
        "the README's pipeline deploys without a terminal, and applies the plan that was looked at",
      ),
    ],
  },
  {
    id: "ecs-destroy",
    promise: "Destroying needs no token, and the same deployment works again at once.",
    in: "docs/guides/ecs.md#destroying-it",
    proofs: [
      real("ecs", "destroy"),
      emulator(
        `${E2E}/deploy`,
        "destroying needs no token and leaves nothing; the same deploy works again at once",
      ),
    ],
  },
  {
    id: "ecs-existing",
    promise: "An existing secret, cluster or security group is used and not changed.",
    in: "modules/ecs-connector/README.md#inputs",
    proofs: [
      emulator(
        `${E2E}/existing`,
        "runs with a secret, cluster, security group and policy that exist, and leaves them alone",
      ),
    ],
  },
  {
    id: "ecs-bad-inputs",
    promise: "Invalid inputs are rejected at plan, before anything is created.",
    in: "modules/ecs-connector/README.md#inputs",
    proofs: [
      emulator(
        `${E2E}/bad-inputs`,
        "Terraform refuses every wrong input with its exact message, before anything is made",
      ),
    ],
  },
  {
    id: "ecs-same-apply",
    promise: "The module works with subnets that the same apply creates.",
    in: "modules/ecs-connector/README.md#subnets-that-are-made-in-the-same-apply",
    proofs: [
      emulator(`${E2E}/egress`, "plans and applies with subnets that the same apply creates"),
    ],
  },
  {
    id: "ecs-upgrade",
    promise: "Upgrading from the public module keeps its resources.",
    in: "modules/ecs-connector/README.md#coming-from-the-public-module",
    proofs: [
      emulator(`${E2E}/upgrade`, "an upgrade from the public module keeps what it made: %p"),
    ],
  },
];
