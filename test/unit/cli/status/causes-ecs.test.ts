import { CAUSES } from "../../../../cli/status/causes";
import { findCauses } from "../../../../cli/status/causes/cause";
import { type EcsStory, startEcs } from "../../../support/ecs-answers";

let ecs: Awaited<ReturnType<typeof startEcs>>;
beforeAll(async () => {
  ecs = await startEcs();
});
afterAll(() => ecs.stop());

const DEPLOYMENT = {
  connectorId: "production",
  region: "us-east-1",
  ecs: { clusterArn: "arn:aws:ecs:us-east-1:123456789012:cluster/c", serviceName: "s" },
};

async function causesOf(story: EcsStory, secrets: readonly string[] = []) {
  const evidence = await ecs.tells(story, secrets).evidence();
  return findCauses(CAUSES, evidence, DEPLOYMENT);
}

const stopped = (stoppedReason: string): EcsStory => ({ stopped: [{ stoppedReason }] });
const event = (reason: string): EcsStory => ({
  events: [
    `(service s) was unable to place a task. Reason: ${reason}`,
    "(service s) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.",
  ],
});
/** The container ends by itself. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
const exits = (...log: readonly string[]): EcsStory => ({
  stopped: [{ stoppedReason: "Essential container in task exited", exitCode: 1, started: true }],
  log,
});

const IMAGE = "registry.apono.io/apono-connector:v1.7.8";
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html */
const pull = (reason: string) =>
  stopped(`CannotPullContainerError: pull image manifest has been retried 5 time(s): ${reason}`);
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html */
const initialization = (reason: string) =>
  stopped(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: ${reason}`,
  );

const STORIES: readonly [cause: string, says: string, story: EcsStory][] = [
  [
    "registry-unreachable",
    "no way out",
    pull(
      `failed to resolve ref ${IMAGE}: failed to do request: Head "https://registry.apono.io/v2/": dial tcp 203.0.113.7:443: i/o timeout`,
    ),
  ],
  [
    "registry-unreachable",
    "the newer form",
    stopped(
      `CannotPullContainerError: The task cannot pull ${IMAGE} from the registry. There is a connection issue between the task and the registry. Check your task network configuration.`,
    ),
  ],
  [
    "aws-unreachable",
    "no endpoint of Secrets Manager",
    initialization(
      "service call has been retried 5 time(s): failed to fetch secret arn:aws:secretsmanager:us-east-1:123456789012:secret:x-AbCdEf from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded",
    ),
  ],
  [
    "aws-unreachable",
    "no endpoint of Secrets Manager, the newer form",
    initialization(
      "There is a connection issue between the task and AWS Secrets Manager. Check your task network configuration.",
    ),
  ],
  [
    "aws-unreachable",
    "no endpoint of CloudWatch Logs",
    stopped(
      "ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed",
    ),
  ],
  [
    "registry-refuses-token",
    "401",
    pull(
      `failed to resolve ref ${IMAGE}: unexpected status from HEAD request to https://registry.apono.io/v2/apono-connector/manifests/v1.7.8: 401 Unauthorized`,
    ),
  ],
  [
    "registry-refuses-token",
    "access denied",
    pull(
      `failed to resolve ref ${IMAGE}: pull access denied, repository does not exist or may require authorization: authorization failed: no basic auth credentials`,
    ),
  ],
  [
    "image-not-found",
    "a wrong version",
    pull(`failed to resolve ref ${IMAGE}: ${IMAGE}: not found`),
  ],
  [
    "architecture",
    "when it is pulled",
    pull("image Manifest does not contain descriptor matching platform 'linux/arm64'"),
  ],
  ["architecture", "when it starts", exits("exec /app/connector: exec format error")],
  [
    "dns",
    "of the registry",
    pull(
      `failed to resolve ref ${IMAGE}: failed to do request: Head "https://registry.apono.io/v2/": dial tcp: lookup registry.apono.io on 10.0.0.2:53: no such host`,
    ),
  ],
  ["dns", "of Apono", exits("Error: getaddrinfo ENOTFOUND api.apono.io")],
  ["dns", "of Apono, in Python", exits("[Errno -3] Temporary failure in name resolution")],
  [
    "secret-refused",
    "no permission",
    initialization(
      "api error AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/execution/t is not authorized to perform: secretsmanager:GetSecretValue",
    ),
  ],
  [
    "secret-refused",
    "no key",
    initialization("AccessDeniedException: Access to KMS is not allowed"),
  ],
  [
    "secret-missing",
    "deleted",
    initialization(
      "ResourceNotFoundException: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT",
    ),
  ],
  [
    "secret-missing",
    "without the key",
    initialization("retrieved secret from Secrets Manager did not contain json key password"),
  ],
  [
    "role-not-assumable",
    "trust policy",
    {
      events: [
        "(service s) failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/apono-connector-role-da765cca' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).",
      ],
    },
  ],
  [
    "no-free-address",
    "RunTask's reason",
    event(
      "The subnet 'subnet-0123456789abcdef0' has insufficient free addresses: InsufficientFreeAddressesInSubnet",
    ),
  ],
  ["no-free-address", "a failure's reason", event("RESOURCE:ENI")],
  [
    "quota",
    "vCPUs",
    event("You’ve reached the limit on the number of vCPUs you can run concurrently"),
  ],
  [
    "quota",
    "tasks",
    event("You've reached the limit on the number of tasks you can run concurrently"),
  ],
  ["quota", "of memory", event("The requested MEMORY configuration is above your limit")],
  // https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html#service-event-messages-internal-error
  ["zone-without-fargate", "an internal error", event("Internal error.")],
  [
    "no-capacity",
    "for now",
    event(
      "Capacity is unavailable at this time. Please try again later or in a different availability zone.",
    ),
  ],
  [
    "out-of-memory",
    "killed",
    {
      stopped: [
        {
          stoppedReason: "OutOfMemoryError: Container killed due to memory usage",
          exitCode: 137,
          reason: "OutOfMemoryError: Container killed due to memory usage",
          started: true,
        },
      ],
      // What it wrote before has nothing to do with it.
      log: ["connecting to api.apono.io: i/o timeout, trying again"],
    },
  ],
  ["token-refused", "401", exits("connect failed: server answered 401 Unauthorized")],
  ["token-refused", "in words", exits("fatal: invalid token")],
  ["connector-id", "in words", exits('connector "prodution" does not exist')],
  ["egress-blocked", "silence", exits("dial tcp 203.0.113.9:443: connect: connection timed out")],
  ["egress-blocked", "refused", exits("Error: connect ECONNREFUSED 203.0.113.9:443")],
  [
    "egress-blocked",
    "opened on the way",
    exits("tls: failed to verify certificate: x509: certificate signed by unknown authority"),
  ],
];

it.each(STORIES)("%s is told, and no other: %s", async (id, _, story) => {
  const { causes } = await causesOf(story);
  expect(causes.map((cause) => cause.id)).toEqual([id]);
  const [{ check, fix, evidence }] = causes as [(typeof causes)[0]];
  expect(check).toMatch(/^(aws|apono-connector) \S/);
  expect(fix).toMatch(/^[A-Z].*/);
  expect(evidence.length).toBeGreaterThan(0);
});

it("every cause has a story", () => {
  expect([...new Set(STORIES.map(([cause]) => cause))].sort()).toEqual(
    CAUSES.map(({ id }) => id).sort(),
  );
});

describe("what is not known", () => {
  it.each<[string, EcsStory]>([
    ["an exit code alone", exits("starting", "bye")],
    [
      "a health check that fails",
      { events: ["(service s) (task t) failed container health checks."], log: [] },
    ],
  ])("%s is told as it is", async (_, story) => {
    const { causes, unexplained } = await causesOf(story);
    expect(causes).toEqual([]);
    expect(unexplained.length).toBeGreaterThan(0);
  });

  it("has exit code and the last lines, in order", async () => {
    const { unexplained } = await causesOf(exits("starting", "bye"));
    expect(unexplained.map(({ source, text }) => `${source}: ${text}`)).toEqual([
      "instance: Essential container in task exited",
      "instance: Container apono-connector: exit code 1",
      "log: starting",
      "log: bye",
    ]);
  });
});

describe("what says nothing of why", () => {
  it.each<[string, EcsStory]>([
    ["a steady state", { events: ["(service s) has reached a steady state."] }],
    ["a start", { events: ["(service s) has started 1 tasks: (task t)."] }],
    [
      "a task that was replaced",
      { stopped: [{ stoppedReason: "Scaling activity initiated by (deployment ecs-svc/1)" }] },
    ],
    [
      "a task that failed before this deployment began",
      { stopped: [{ ...pull("x: i/o timeout").stopped![0]!, after: -600 }] },
    ],
  ])("%s is left out", async (_, story) => {
    expect(await causesOf(story)).toEqual({ causes: [], unexplained: [] });
  });

  it("but a deployment that was given up and rolled back still tells why", async () => {
    const reason = "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.";
    const reader = ecs.tells({
      stopped: [{ ...pull("x: i/o timeout").stopped![0]!, after: -600 }],
      rolloutStateReason: reason,
    });
    const { causes, unexplained } = findCauses(CAUSES, await reader.evidence(), DEPLOYMENT);
    expect(causes.map(({ id }) => id)).toEqual(["registry-unreachable"]);
    expect(unexplained.map(({ text }) => text)).toEqual([reason]);
    expect(await reader.look()).toMatchObject({ rollout: "failed", version: "v1.7.8" });
  });
});

it("secrets in what is shown are masked", async () => {
  const secret = "connector-token-Zq7k";
  const { unexplained } = await causesOf(
    exits(`token ${secret} read`, "password=hunter22 ok", "Authorization: Bearer abcdefghijkl"),
    [secret],
  );
  const shown = unexplained.map(({ text }) => text).join("\n");
  expect(shown).not.toMatch(/Zq7k|hunter22|abcdefghijkl/);
  expect(shown).toContain("token *** read");
});

it("only reads", async () => {
  await causesOf(exits("x"));
  for (const action of ecs.asked) expect(action).toMatch(/^(Describe|List|Get)/);
});
