import Table from "cli-table3";
import pc from "picocolors";
import type { Made } from "../aws-view";
import type { AccountView } from "./organization-accounts";
import type { SubnetKind } from "./subnets";

/** Egress of a subnet, from the outputs of its plan. */
export interface PlannedSubnet {
  readonly kind: SubnetKind;
  readonly subnetId: string;
  readonly routeTable: "its own" | "the VPC's main one";
  /** Target of the default route. */
  readonly egress: string;
  /** Whether tasks get a public IP address. */
  readonly publicIp: boolean;
}

/** A row for each subnet. */
export function egressTable(subnets: readonly PlannedSubnet[]): string {
  return render(
    ["subnet", "id", "route table", "default route goes to", "public IP"],
    subnets.map(({ kind, subnetId, routeTable, egress, publicIp }) => [
      kind,
      subnetId,
      routeTable,
      egress,
      String(publicIp),
    ]),
  );
}

/** A row for each created resource. */
export function resourcesTable(created: Made): string {
  const { inline, managed } = created.taskRolePolicies;
  return render(
    ["resource", "name", "details from the AWS API"],
    [
      ["cluster", created.cluster, "Fargate"],
      [
        "service",
        created.service,
        `${count(created.instances, "instance")}, public IP ${created.publicIp ? "ENABLED" : "DISABLED"}`,
      ],
      ["image", created.image, ""],
      ["task role", created.taskRole, `${inline} inline policies, ${managed} managed`],
      ["execution role", created.executionRole, "starts the tasks; reads the secret"],
      ["log group", created.logGroup, `retention: ${created.logRetentionDays ?? "unlimited"} days`],
      [
        "secret",
        created.secretName,
        created.secretHoldsToken ? "contains the token" : "does not contain the token",
      ],
    ],
  );
}

/** A row for each account of an organization. */
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
    // cli-table3 ignores NO_COLOR and the terminal, so picocolors does the colours.
    style: { head: [], border: [], compact: true },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}
