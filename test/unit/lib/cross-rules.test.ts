import { crossCondition } from "../../../lib/inputs/cross-conditions";
import {
  type CrossRule,
  type GivenValues,
  checkTogether,
  distinct,
  isIn,
  notBoth,
  notBothFilled,
  onlyWith,
} from "../../../lib/inputs/cross-rules";
import { rawHcl } from "../../../lib/hcl";
import { render } from "../../support/render";

const UNKNOWN = Symbol("unknown");
const A = { a: rawHcl("var.a"), b: rawHcl("var.b") };
const rule = (both: Pick<CrossRule, "condition" | "isBroken">): CrossRule => ({
  at: "b",
  ...both,
  message: "a {a} and b [b] clash.",
  fix: "Drop {a}.",
});
const given = (values: object) => new Map(Object.entries(values)) as GivenValues;

const CASES: [name: string, CrossRule, condition: string, good: object[], bad: object[]][] = [
  [
    "notBoth",
    rule(notBoth("a", "b")),
    "${var.a == null || var.b == null}",
    [{}, { a: 1 }, { b: UNKNOWN }],
    [
      { a: 1, b: "x" },
      { a: UNKNOWN, b: UNKNOWN },
    ],
  ],
  [
    "notBothFilled",
    rule(notBothFilled("a", "b")),
    "${length(var.a) == 0 || length(var.b) == 0}",
    [{}, { a: ["x"], b: [] }, { a: ["x"], b: UNKNOWN }],
    [{ a: ["x"], b: ["y"] }],
  ],
  [
    "onlyWith",
    rule(onlyWith("a", "b")),
    "${var.a || var.b == null}",
    [{ b: [] }, { a: true, b: [] }, { a: UNKNOWN, b: [] }],
    [{ a: false, b: [] }],
  ],
  [
    "isIn",
    rule(isIn("a", "b")),
    "${contains(var.b, var.a)}",
    [{ a: 1 }, { a: 1, b: [1] }, { a: UNKNOWN, b: [1] }],
    [{ a: 2, b: [1] }],
  ],
  [
    "distinct",
    rule(distinct("a", "b")),
    "${var.a != var.b}",
    [{}, { a: "x", b: "y" }, { a: UNKNOWN, b: UNKNOWN }],
    [{ a: "x", b: "x" }],
  ],
];

describe.each(CASES)("%s", (_, crossRule, condition, good, bad) => {
  it("is a precondition", () => {
    expect(render(crossCondition(crossRule, A).condition)).toBe(condition);
  });

  it.each(good)("takes %p", (values) => {
    expect(checkTogether(crossRule, given(values))).toBeUndefined();
  });

  it.each(bad)("refuses %p", (values) => {
    expect(checkTogether(crossRule, given(values))).toBeDefined();
  });
});

it("shows the values in both languages", () => {
  const clash = rule(notBoth("a", "b"));
  expect(checkTogether(clash, given({ a: "x", b: ["y", "z"] }))).toEqual({
    message: 'a "x" and b y, z clash.',
    fix: 'Drop "x".',
  });
  expect(checkTogether(clash, given({ a: UNKNOWN, b: [UNKNOWN] }))).toEqual({
    message: "a … and b … clash.",
    fix: "Drop ….",
  });
  expect(render(crossCondition(clash, A).errorMessage)).toBe(
    'a ${jsonencode(var.a)} and b ${try(join(", ", var.b), "")} clash. Drop ${jsonencode(var.a)}.',
  );
});

it("names a placeholder that has no value", () => {
  expect(() => crossCondition(rule(notBoth("a", "c")), A)).toThrow(
    new TypeError("No value for the placeholder c."),
  );
});
