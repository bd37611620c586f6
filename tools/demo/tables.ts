import Table from "cli-table3";
import pc from "picocolors";
import type { Made } from "../aws-view";
import type { AccountView } from "./organization-accounts";
import type { SubnetKind } from "./subnets";

/** What the plan for one subnet showed. */
export interface Finding {
  readonly kind: SubnetKind;
  readonly subnetId: string;
  /** A route table of the subnet's own, or the VPC's main one. */
  readonly routeTable: "its own" | "the VPC's main one";
  /** Where the derivation found the default route to go. */
  readonly egress: string;
  /** What the derivation made of it. */
  readonly publicIp: boolean;
}

/** What the derivation found, a row for each subnet. */
export function derivationTable(findings: readonly Finding[]): string {
  return render(
    ["subnet", "id", "route table", "default route goes to", "public IP"],
    findings.map(({ kind, subnetId, routeTable, egress, publicIp }) => [
      kind,
      subnetId,
      routeTable,
      egress,
      String(publicIp),
    ]),
  );
}

/** What one deployment made, a row for each thing. */
export function madeTable(made: Made): string {
  const { inline, managed } = made.taskRolePolicies;
  return render(
    ["made", "name", "what the AWS API says of it"],
    [
      ["cluster", made.cluster, "Fargate"],
      [
        "service",
        made.service,
        `${count(made.instances, "instance")}, public IP ${made.publicIp ? "ENABLED" : "DISABLED"}`,
      ],
      ["image", made.image, ""],
      ["task role", made.taskRole, `${inline} inline policies, ${managed} managed`],
      ["execution role", made.executionRole, "starts the tasks; reads the secret"],
      ["log group", made.logGroup, `kept for ${made.logRetentionDays ?? "unlimited"} days`],
      [
        "secret",
        made.secretName,
        made.secretHoldsToken ? "holds the token" : "does NOT hold the token",
      ],
    ],
  );
}

/** The accounts of an organization, with the roles of ours in each. */
export function accountsTable(accounts: readonly AccountView[]): string {
  return render(
    ["account", "id", "unit", "roles", "policies"],
    accounts.map(({ name, id, unit, roles, policies }) => [
      name,
      id,
      unit,
      roles.join("\n"),
      policies > 0 ? String(policies) : "",
    ]),
  );
}

/** "1 instance", "2 instances". */
export const count = (number: number, what: string) =>
  `${number} ${what}${number === 1 ? "" : "s"}`;

function render(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const table = new Table({
    head: head.map((title) => pc.bold(title)),
    // cli-table3 colours by itself, whatever NO_COLOR and the terminal say: picocolors knows better.
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
