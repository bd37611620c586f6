import type { NetworkAcl, NetworkAclEntry } from "@aws-sdk/client-ec2";
import { type Result, ok, problem, warning } from "../results";

/**
 * The ephemeral ports of Linux, and so of Fargate: responses come in on them.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html
 */
const EPHEMERAL = { from: 32768, to: 60999 };

/** What a network ACL does with a packet; `part`: depends on the remote address. */
type Decision = "allow" | "deny" | "part";

/** Checks that the subnets' network ACLs allow the connector's outgoing calls and the responses. */
export function checkAcls(acls: readonly NetworkAcl[], subnetIds: readonly string[]): Result[] {
  const wrong = acls.flatMap((acl) => {
    const subnets = subnetIds.filter((id) =>
      acl.Associations?.some(({ SubnetId }) => SubnetId === id),
    );
    if (subnets.length === 0) return [];
    const where = `${acl.NetworkAclId} (${subnets.join(", ")})`;
    const entries = acl.Entries ?? [];
    return [
      ...verdict(where, decide(entries, true, 443), "outgoing TCP 443", subnets),
      ...verdict(
        where,
        overall(entries),
        `incoming TCP ${EPHEMERAL.from}-${EPHEMERAL.to}, which responses need`,
        subnets,
      ),
    ];
  });
  return wrong.length > 0
    ? wrong
    : [
        ok(
          "network.acl",
          "The network ACLs allow outgoing calls on port 443, and their responses.",
        ),
      ];
}

function verdict(
  where: string,
  decision: Decision,
  what: string,
  subnetIds: readonly string[],
): Result[] {
  const data = { subnetIds };
  switch (decision) {
    case "allow":
      return [];
    case "deny":
      return [
        problem("network.acl", `The network ACL ${where} denies ${what}.`, {
          fix: "Add a rule that allows it, with a lower number than the one that denies it.",
          data,
        }),
      ];
    case "part":
      return [
        warning("network.acl", `The network ACL ${where} allows ${what} for some addresses only.`, {
          fix: "Make sure that Apono's and AWS's addresses are among them, or allow 0.0.0.0/0.",
          data,
        }),
      ];
  }
}

/** The worst decision over all ephemeral ports. Checked where a rule's port range begins or ends. */
function overall(entries: readonly NetworkAclEntry[]): Decision {
  const edges = entries.flatMap(({ PortRange }) =>
    PortRange === undefined ? [] : [PortRange.From!, PortRange.To! + 1],
  );
  const ports = [EPHEMERAL.from, EPHEMERAL.to, ...edges].filter(
    (port) => port >= EPHEMERAL.from && port <= EPHEMERAL.to,
  );
  const decisions = ports.map((port) => decide(entries, false, port));
  return (
    decisions.find((each) => each === "deny") ??
    decisions.find((each) => each === "part") ??
    "allow"
  );
}

/** IANA's number of TCP; -1 means every protocol. */
const PROTOCOLS = ["6", "-1"];

/**
 * Rules are evaluated by number; the first match decides.
 * https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
 */
export function decide(
  entries: readonly NetworkAclEntry[],
  egress: boolean,
  port: number,
): Decision {
  const fitting = entries
    .filter(
      ({ Egress, Protocol = "-1", PortRange, CidrBlock }) =>
        Egress === egress &&
        CidrBlock !== undefined &&
        PROTOCOLS.includes(Protocol) &&
        // Without a range, or with every protocol, a rule applies to all ports.
        (Protocol === "-1" ||
          PortRange === undefined ||
          (PortRange.From! <= port && port <= PortRange.To!)),
    )
    .sort((a, b) => a.RuleNumber! - b.RuleNumber!);
  const general = fitting.findIndex(({ CidrBlock }) => CidrBlock === "0.0.0.0/0");
  if (fitting[general]?.RuleAction === "allow") return "allow";
  const narrower = general < 0 ? fitting : fitting.slice(0, general);
  return narrower.some(({ RuleAction }) => RuleAction === "allow") ? "part" : "deny";
}
