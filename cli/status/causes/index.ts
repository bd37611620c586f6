import type { Cause } from "./cause";
import * as commands from "./commands";

/** A registry's image that can't be pulled: on Fargate, and on Kubernetes. */
const PULL =
  "(?:CannotPull\\w*Error|[Ff]ailed to pull( and unpack)? image|ErrImagePull|ImagePullBackOff)";
/** Nothing answers at an address. */
const NO_ANSWER =
  "i/o timeout|context deadline exceeded|timed? ?out|ETIMEDOUT|no route to host|network is unreachable|connection refused|ECONNREFUSED|ECONNRESET|connection reset|EHOSTUNREACH|ENETUNREACH|RequestCanceled|connection issue between the task";
const NO_NAME =
  "no such host|ENOTFOUND|EAI_AGAIN|[Tt]emporary failure in name resolution|[Nn]ame or service not known|[Cc]ould not resolve host|server misbehaving";
/** What the task fetches before the container starts. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html */
const INITIALIZATION = "ResourceInitializationError";

/** Every line but those of the log. */
const OUTSIDE = ["instance", "event", "rollout"] as const;
const LOG = ["log"] as const;

const both = (first: string, ...then: readonly string[]) =>
  new RegExp([first, ...then].map((each) => `(?=.*(?:${each}))`).join(""), "s");

/**
 * The causes that people meet, the more special before the more general: DNS before a registry that is not reached, a
 * platform that the image lacks before an image that is not found.
 *
 * What ECS says: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html. What Kubernetes says:
 * https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/
 */
export const CAUSES: readonly Cause[] = [
  {
    id: "dns",
    title: "A name has no address from where the connector runs: DNS does not answer it.",
    shownBy: [
      { sources: OUTSIDE, says: new RegExp(NO_NAME) },
      { sources: LOG, says: new RegExp(NO_NAME) },
    ],
    check: commands.wayOut,
    fix: "Turn DNS support and DNS hostnames on in the VPC, and let its resolver (or the cluster's) answer for apono.io.",
  },
  {
    id: "architecture",
    title: "The image is not made for the processor that the connector is to run on.",
    shownBy: [
      {
        sources: [...OUTSIDE, "log"],
        says: /descriptor matching platform|no match(ing manifest)? for .*(platform|linux\/)|exec format error|exec user process caused/i,
      },
    ],
    check: commands.image,
    fix: "Set cpuArchitecture to one that the image is made for (X86_64 or ARM64), or run it on nodes of that kind.",
  },
  {
    id: "registry-refuses-token",
    title: "The registry refuses the connector's token, so the image can't be pulled.",
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
    fix: "Copy the token from Apono's connector page again, set it, and raise aponoTokenVersion by one.",
  },
  {
    id: "image-not-found",
    title: "The registry has no such image or version.",
    shownBy: [{ sources: OUTSIDE, says: both(PULL, "not found|manifest unknown|NotFound") }],
    check: commands.image,
    fix: "Correct connectorVersion or imageRepository.",
  },
  {
    id: "registry-unreachable",
    title: "The image can't be pulled, because the registry can't be reached from the subnets.",
    shownBy: [{ sources: OUTSIDE, says: both(PULL, NO_ANSWER) }],
    check: commands.wayOut,
    fix: "Give the subnets a way out (a NAT gateway, or an internet gateway with public IP addresses), and let the security group send to port 443; or set imageRepository to a copy that the subnets reach.",
  },
  {
    id: "secret-refused",
    title: "The execution role may not read the secret with the connector's token.",
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
    fix: "Let the execution role read the secret, and decrypt with its key: for a key of your own, set kmsKeyArn.",
  },
  {
    id: "secret-missing",
    title: "The secret with the connector's token is not there, or not as it has to be.",
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
    fix: 'Make the secret again by deploying with the token, or write JSON such as {"username": "apono", "password": "the token"} into your own.',
  },
  {
    id: "aws-unreachable",
    title:
      "The tasks can't reach Secrets Manager or CloudWatch Logs: there is neither a way out nor a VPC endpoint.",
    shownBy: [{ sources: OUTSIDE, says: both(INITIALIZATION, `${NO_ANSWER}|signal: killed`) }],
    check: commands.wayOut,
    fix: "Give the subnets a way out, or VPC endpoints of secretsmanager and logs whose security group lets the tasks in on port 443.",
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
    fix: "Deploy again, so that the roles and who may assume them are as they were made; on EKS, let the OIDC provider and the service account's annotation be the cluster's.",
  },
  {
    id: "no-free-address",
    title: "A subnet has no free IP address left.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: /insufficient free (ip )?addresses|InsufficientFreeAddressesInSubnet|RESOURCE:ENI|failed to assign an IP address to container/i,
      },
    ],
    check: commands.freeAddresses,
    fix: "Free addresses in the subnet, or give other subnets in subnetIds.",
  },
  {
    id: "quota",
    title: "A quota is used up.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: /reached the limit on the number of|configuration is above your limit|exceeded quota|NetworkInterfaceLimitExceeded/,
      },
    ],
    check: commands.quotas,
    fix: "Ask AWS (or the cluster's owner) for a higher quota, or stop what is not needed.",
  },
  {
    id: "zone-without-fargate",
    title: "A subnet is in an availability zone that has no Fargate.",
    shownBy: [{ sources: OUTSIDE, says: /unable to place a task\. Reason: Internal error/ }],
    check: commands.zones,
    fix: "Give subnets of other zones in subnetIds. Zones with Fargate: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate-Regions.html",
  },
  {
    id: "no-capacity",
    title: "There is no room for the connector where it is to run.",
    shownBy: [
      {
        sources: OUTSIDE,
        says: /Capacity is unavailable at this time|\d+\/\d+ nodes are available|no nodes available to schedule pods/,
      },
    ],
    check: commands.events,
    fix: "Add subnets of other zones, or nodes with room; or ask for less cpu and memory.",
  },
  {
    id: "out-of-memory",
    title: "The connector is killed because it needs more memory than it is given.",
    shownBy: [{ sources: OUTSIDE, says: /OutOfMemory|OOMKilled/ }],
    check: commands.stoppedTasks,
    fix: "Raise memory.",
  },
  {
    id: "connector-id",
    title: "Apono has no connector of this id.",
    shownBy: [
      {
        sources: LOG,
        says: /connector\b.{0,80}\b(not found|does not exist|unknown)|(unknown|no such|invalid) connector/i,
      },
    ],
    check: commands.connectors,
    fix: "Set connectorId to the id that Apono's connector page shows, and deploy again.",
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
    fix: "Copy the token from Apono's connector page again, set it, and raise aponoTokenVersion by one.",
  },
  {
    id: "egress-blocked",
    title: "The connector runs and can't reach Apono: something on the way out blocks it.",
    shownBy: [
      {
        sources: LOG,
        says: new RegExp(
          `${NO_ANSWER}|certificate signed by unknown authority|self.signed certificate|\\bx509:`,
        ),
      },
    ],
    check: commands.network,
    fix: "Let the security group, network ACLs and any firewall or proxy pass connections to Apono's API on port 443, as they are, without opening them.",
  },
];
