import { isSamePrincipal } from "../../../../cli/doctor/eks/access";
import { printText, toJson } from "../../../../cli/doctor/report";
import {
  type Result,
  ok,
  problem,
  skipped,
  unknown,
  warning,
} from "../../../../cli/doctor/results";
import { collect } from "../../../support/cli";

const results: Result[] = [
  warning("aws.profile", "Two of them.", { fix: "Unset one." }),
  ok("tools.node", "Node 22.1.0.", { data: { version: "22.1.0" } }),
  problem("network.vpc", "There is no vpc-1.", {
    detail: ["A line."],
    table: { head: ["Subnet"], rows: [["subnet-1"]] },
  }),
  unknown("network.acl", "Not looked at."),
  skipped("names.free", "Left out."),
];
const examination = { modules: ["ecs-connector" as const], results };

describe("printText", () => {
  it("shows group after group, whatever the order, and counts", () => {
    const { io, out } = collect();
    printText(io, examination);
    expect(out.join("\n")).toBe(`Tools
  ✓ Node 22.1.0.

AWS
  ! Two of them.
    → Unset one.

Network
  ✗ There is no vpc-1.
    A line.
    ┌──────────┐
    │ Subnet   │
    ├──────────┤
    │ subnet-1 │
    └──────────┘
  ? Not looked at.

Names
  – Left out.

1 problem, 1 warning, 1 unknown, 1 skipped, 1 ok.`);
  });
});

describe("the table of subnets", () => {
  const cells = {
    head: ["Subnet", "Route table", "Default route", "Kind"],
    rows: [
      [
        "subnet-0a1b2c3d4e5f60718",
        "rtb-0123456789abcdef0 (main)",
        "0.0.0.0/0 → tgw-0123456789abcdef0",
        "transit-gateway",
      ],
    ],
  };
  const shown = (width: number) => {
    const { io, out } = collect();
    const result = ok("network.routes", "Routes:", { table: cells });
    printText({ ...io, width }, { modules: ["ecs-connector"], results: [result] });
    return out;
  };
  const widest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));

  it("is one where it fits", () => {
    const lines = shown(200);
    expect(lines[2]).toMatch(/^ {4}┌─+┬/);
    expect(shown(widest(lines))).toEqual(lines);
    expect(shown(widest(lines) - 1)).not.toEqual(lines);
  });

  it("is a list in 80 columns, and in 40", () => {
    expect(shown(80).slice(2, 6)).toEqual([
      "    subnet-0a1b2c3d4e5f60718",
      "      Route table: rtb-0123456789abcdef0 (main)",
      "      Default route: 0.0.0.0/0 → tgw-0123456789abcdef0",
      "      Kind: transit-gateway",
    ]);
    expect(shown(40).slice(2, 9)).toEqual([
      "    subnet-0a1b2c3d4e5f60718",
      "      Route table:",
      "        rtb-0123456789abcdef0 (main)",
      "      Default route:",
      "        0.0.0.0/0 →",
      "        tgw-0123456789abcdef0",
      "      Kind: transit-gateway",
    ]);
    expect(widest(shown(40))).toBeLessThanOrEqual(40);
  });
});

describe("toJson", () => {
  it("has every result with all its fields, and no table", () => {
    expect(toJson(examination)).toMatchObject({
      formatVersion: 2,
      modules: ["ecs-connector"],
      caller: null,
      counts: { ok: 1, warning: 1, problem: 1, unknown: 1, skipped: 1 },
    });
    expect((toJson(examination)["results"] as unknown[])[2]).toEqual({
      id: "network.vpc",
      group: "network",
      status: "problem",
      summary: "There is no vpc-1.",
      detail: ["A line."],
      fix: null,
      data: {},
    });
  });
});

describe("isSamePrincipal", () => {
  const session = "arn:aws:sts::123456789012:assumed-role/deploy/me";

  it.each([
    ["arn:aws:iam::123456789012:role/deploy", session, true],
    ["arn:aws:iam::123456789012:role/aws-reserved/sso.amazonaws.com/deploy", session, true],
    ["arn:aws:iam::123456789012:role/deploy2", session, false],
    ["arn:aws:iam::210987654321:role/deploy", session, false],
    ["arn:aws-cn:iam::123456789012:role/deploy", session, false],
    ["arn:aws:iam::123456789012:user/me", "arn:aws:iam::123456789012:user/me", true],
    ["arn:aws:iam::123456789012:user/deploy", session, false],
  ])("%s and %s: %s", (entry, caller, same) => {
    expect(isSamePrincipal(entry, caller)).toBe(same);
  });
});
