import { type EcsScenario } from "./ecs-answers";

export const stopped = (stoppedReason: string): EcsScenario => ({ stopped: [{ stoppedReason }] });
const event = (reason: string): EcsScenario => ({
  events: [
    `(service s) was unable to place a task. Reason: ${reason}`,
    "(service s) is unable to consistently start tasks successfully. For more information, see the Troubleshooting section.",
  ],
});
/** The container ends by itself. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html */
export const exits = (...log: readonly string[]): EcsScenario => ({
  stopped: [{ stoppedReason: "Essential container in task exited", exitCode: 1, started: true }],
  log,
});

const IMAGE = "registry.apono.io/apono-connector:v1.7.8";
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html */
export const pull = (reason: string) =>
  stopped(`CannotPullContainerError: pull image manifest has been retried 5 time(s): ${reason}`);
/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html */
const initialization = (reason: string) =>
  stopped(
    `ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: ${reason}`,
  );

export const SCENARIOS: readonly [cause: string, says: string, scenario: EcsScenario][] = [
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
