import type { NetworkAcl, NetworkAclEntry } from "@aws-sdk/client-ec2";
import { type Result, ok, problem, warning } from "../results";

/** The ports that Linux answers come back to, and so Fargate's. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-ephemeral-ports.html */
const EPHEMERAL = { from: 32768, to: 60999 };

/** What a network ACL does with a packet; `part`: it depends on the address. */
type Decision = "allow" | "deny" | "part";

/** Whether the subnets' network ACLs let the connector's calls out and the answers in. */
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
        `incoming TCP ${EPHEMERAL.from}-${EPHEMERAL.to}, by which answers come`,
        subnets,
      ),
    ];
  });
  return wrong.length > 0
    ? wrong
    : [ok("network.acl", "The network ACLs let calls on port 443 out, and answers in.")];
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
          fix: "Add a rule that allows it, numbered before the one that denies.",
          data,
        }),
      ];
    case "part":
      return [
        warning("network.acl", `The network ACL ${where} allows ${what} for some addresses only.`, {
          fix: "See to it that Apono's and AWS's addresses are among them, or allow 0.0.0.0/0.",
          data,
        }),
      ];
  }
}

/** For all ports that answers may come to: the worst, looked at wherever a rule begins or ends. */
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

/** TCP in the numbers of the IANA; -1 is every protocol. */
const PROTOCOLS = ["6", "-1"];

/** Rules count by their number; the first that fits decides. https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html */
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
        // Without a range, or with every protocol, a rule is for all ports.
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
