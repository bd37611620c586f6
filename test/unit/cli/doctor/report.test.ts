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
  warning("aws.profile", "Two of them.", { mend: "Unset one." }),
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

1 problem, 1 warning, 1 not known, 1 left out, 1 ok.`);
  });
});

describe("toJson", () => {
  it("has every result with all its fields, and no table", () => {
    expect(toJson(examination)).toMatchObject({
      formatVersion: 1,
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
      mend: null,
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
