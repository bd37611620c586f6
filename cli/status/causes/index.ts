import type { Cause } from "./cause";
import * as commands from "./commands";

/** A failed image pull, on Fargate or Kubernetes. */
const PULL =
  "(?:CannotPull\\w*Error|[Ff]ailed to pull( and unpack)? image|ErrImagePull|ImagePullBackOff)";
/** A host that can't be reached. */
const NO_ANSWER =
  "i/o timeout|context deadline exceeded|timed? ?out|ETIMEDOUT|no route to host|network is unreachable|connection refused|ECONNREFUSED|ECONNRESET|connection reset|EHOSTUNREACH|ENETUNREACH|RequestCanceled|connection issue between the task";
const NO_NAME =
  "no such host|ENOTFOUND|EAI_AGAIN|[Tt]emporary failure in name resolution|[Nn]ame or service not known|[Cc]ould not resolve host|server misbehaving";
/**
 * ECS could not fetch what the task needs before its container starts.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html
 */
const INITIALIZATION = "ResourceInitializationError";

/** All evidence except log lines. */
const OUTSIDE = ["instance", "event", "rollout"] as const;
const LOG = ["log"] as const;

const both = (first: string, ...then: readonly string[]) =>
  new RegExp([first, ...then].map((each) => `(?=.*(?:${each}))`).join(""), "s");

/**
 * The known causes, specific ones before general ones: DNS before an unreachable registry, a missing platform before a
 * missing image.
 *
 * ECS's messages: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html. Kubernetes's:
 * https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/
 */
export const CAUSES: readonly Cause[] = [
  {
    id: "dns",
    title: "A host name does not resolve where the connector runs.",
    shownBy: [
      { sources: OUTSIDE, says: new RegExp(NO_NAME) },
      { sources: LOG, says: new RegExp(NO_NAME) },
    ],
    check: commands.internetRoute,
    fix: "Enable DNS support and DNS hostnames in the VPC, and make sure that its resolver (or the cluster's) resolves apono.io.",
  },
  {
    id: "architecture",
    title: "The image is not available for the connector's CPU architecture.",
    shownBy: [
      {
        sources: [...OUTSIDE, "log"],
        says: /descriptor matching platform|no match(ing manifest)? for .*(platform|linux\/)|exec format error|exec user process caused/i,
      },
    ],
    check: commands.image,
    fix: "Set cpuArchitecture to one that the image supports (X86_64 or ARM64), or run it on nodes of that architecture.",
  },
  {
    id: "registry-refuses-token",
    title: "The registry rejects the connector's token, so the image can't be pulled.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: both(
          PULL,
          "\\b40[13]\\b|[Uu]nauthorized|[Ff]orbidden|denied|authorization failed|no basic auth credentials|invalid username/password",
        ),
      },
    ],
    check: commands.events,
    fix: "Copy the token from Apono's connector page again, set it, and increase aponoTokenVersion by one.",
  },
  {
    id: "image-not-found",
    title: "The image or its version is not in the registry.",
    shownBy: [{ sources: OUTSIDE, says: both(PULL, "not found|manifest unknown|NotFound") }],
    check: commands.image,
    fix: "Correct connectorVersion or imageRepository.",
  },
  {
    id: "registry-unreachable",
    title: "The image can't be pulled: the registry can't be reached from the subnets.",
    shownBy: [{ sources: OUTSIDE, says: both(PULL, NO_ANSWER) }],
    check: commands.internetRoute,
    fix: "Give the subnets a route to the internet (a NAT gateway, or an internet gateway with public IP addresses), and allow outgoing port 443 in the security group; or set imageRepository to a copy that the subnets can reach.",
  },
  {
    id: "secret-refused",
    title: "The execution role is not allowed to read the secret with the connector's token.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: both(
          INITIALIZATION,
          "AccessDenied|is not authorized to perform|Access to KMS is not allowed",
        ),
      },
    ],
    check: commands.roles,
    fix: "Allow the execution role to read the secret and decrypt with its key. For your own KMS key, set kmsKeyArn.",
  },
  {
    id: "secret-missing",
    title: "The secret with the connector's token is missing, or its value has the wrong format.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: both(
          INITIALIZATION,
          "ResourceNotFoundException|can't find the specified secret|marked for deletion|did not contain json key|invalid character",
        ),
      },
    ],
    check: commands.stoppedTasks,
    fix: 'Create the secret again by deploying with the token; or, in your own secret, store JSON such as {"username": "apono", "password": "the token"}.',
  },
  {
    id: "aws-unreachable",
    title:
      "The tasks can't reach Secrets Manager or CloudWatch Logs: the subnets have neither a route to the internet nor VPC endpoints.",
    shownBy: [{ sources: OUTSIDE, says: both(INITIALIZATION, `${NO_ANSWER}|signal: killed`) }],
    check: commands.internetRoute,
    fix: "Give the subnets a route to the internet, or VPC endpoints for secretsmanager and logs whose security group allows port 443 from the tasks.",
  },
  {
    id: "role-not-assumable",
    title: "An IAM role of the connector can't be assumed.",
    shownBy: [
      {
        sources: [...OUTSIDE, "log"],
        says: /unable to assume the role|not authorized to perform: sts:AssumeRoleWithWebIdentity|InvalidIdentityToken|No OpenIDConnect provider found/,
      },
    ],
    check: commands.roles,
    fix: "Deploy again, to restore the roles and their trust policies. On EKS, check that the OIDC provider and the service account's annotation belong to this cluster.",
  },
  {
    id: "no-free-address",
    title: "A subnet has no free IP addresses.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: /insufficient free (ip )?addresses|InsufficientFreeAddressesInSubnet|RESOURCE:ENI|failed to assign an IP address to container/i,
      },
    ],
    check: commands.freeAddresses,
    fix: "Free addresses in the subnet, or set other subnets in subnetIds.",
  },
  {
    id: "quota",
    title: "A quota is exceeded.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: /reached the limit on the number of|configuration is above your limit|exceeded quota|NetworkInterfaceLimitExceeded/,
      },
    ],
    check: commands.quotas,
    fix: "Ask AWS (or the cluster's owner) for a higher quota, or delete what is not needed.",
  },
  {
    id: "zone-without-fargate",
    title: "A subnet is in an availability zone without Fargate.",
    shownBy: [{ sources: OUTSIDE, says: /unable to place a task\. Reason: Internal error/ }],
    check: commands.zones,
    fix: "Set subnets in other zones in subnetIds. Zones with Fargate: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html",
  },
  {
    id: "no-capacity",
    title: "There is no capacity to run the connector.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: /Capacity is unavailable at this time|\d+\/\d+ nodes are available|no nodes available to schedule pods/,
      },
    ],
    check: commands.events,
    fix: "Add subnets in other zones, or nodes with free capacity; or set lower cpu and memory.",
  },
  {
    id: "out-of-memory",
    title: "The connector runs out of memory and is killed.",
    shownBy: [{ sources: OUTSIDE, says: /OutOfMemory|OOMKilled/ }],
    check: commands.stoppedTasks,
    fix: "Increase memory.",
  },
  {
    id: "connector-id",
    title: "Apono has no connector with this ID.",
    shownBy: [
      {
        sources: LOG,
        says: /connector\b.{0,80}\b(not found|does not exist|unknown)|(unknown|no such|invalid) connector/i,
      },
    ],
    check: commands.connectors,
    fix: "Set connectorId to the ID on Apono's connector page, and deploy again.",
  },
  {
    id: "token-refused",
    title: "Apono does not accept the connector's token.",
    shownBy: [
      {
        sources: LOG,
        says: /\b401\b|unauthori[sz]ed|unauthenticated|authentication failed|(invalid|expired|wrong|bad) .{0,20}token|token .{0,20}(invalid|expired|rejected|revoked|refused)/i,
      },
    ],
    check: commands.stoppedTasks,
    fix: "Copy the token from Apono's connector page again, set it, and increase aponoTokenVersion by one.",
  },
  {
    id: "egress-blocked",
    title: "The connector runs, but its connections to Apono are blocked.",
    shownBy: [
      {
        sources: LOG,
        says: new RegExp(
          `${NO_ANSWER}|certificate signed by unknown authority|self.signed certificate|\\bx509:`,
        ),
      },
    ],
    check: commands.network,
    fix: "Allow connections to Apono's API on port 443 in the security group, network ACLs and any firewall or proxy, without TLS inspection.",
  },
];
