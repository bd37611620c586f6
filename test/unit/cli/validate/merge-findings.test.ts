import type { Finding } from "../../../../cli/validate/finding";
import { RULE_IDS } from "../../../../cli/validate/rules";
import { settled } from "../../../../cli/validate/merge-findings";

const at = (line: number) => ({
  file: "main.tf",
  start: { line, column: 1 },
  end: { line, column: 2 },
});
const finding = (
  rule: string,
  grants: readonly string[],
  more: Partial<Finding> & { readonly isWhole?: boolean; readonly isVoid?: boolean } = {},
): Finding => {
  const { isWhole = false, isVoid = false, ...rest } = more;
  const of = (some: readonly string[]) => ({
    message: `${rule} of ${some.join()}`,
    mend: "",
    range: at(1),
  });
  return {
    ...of(grants),
    rule,
    severity: "error",
    about: { grants, ...(isWhole ? {} : { of }), ...(isVoid ? { isVoid } : {}) },
    ...rest,
  };
};
const told = (findings: readonly Finding[], ...off: Parameters<typeof settled>[2][]) =>
  settled(findings, RULE_IDS, ...off).map(({ severity, message, related = [] }) => [
    `${severity} ${message}`,
    ...related.map((each) => each.message),
  ]);

const UNKNOWN = "iam-unknown-action";
const ESCALATION = "iam-privilege-escalation";
const PASS = "iam-allow-not-action";
const BEYOND = "iam-wildcard-beyond-sets";

describe("of one grant the most specific rule speaks, and mentions the rest", () => {
  it("whichever comes first", () => {
    const [one, other] = [finding(BEYOND, ["a"]), finding(PASS, ["a"])];
    const expected = [[`error ${PASS} of a`, `Also, by ${BEYOND}: ${BEYOND} of a`]];
    expect(told([one, other])).toEqual(expected);
    expect(told([other, one])).toEqual(expected);
  });

  it("as bad as the worst of them", () => {
    expect(told([finding(PASS, ["a"], { severity: "warning" }), finding(BEYOND, ["a"])])).toEqual([
      [`error ${PASS} of a`, expect.anything()],
    ]);
  });

  it("and says nothing of the rest where nothing is granted", () => {
    expect(
      told([
        finding(UNKNOWN, ["a"], { severity: "warning", isVoid: true }),
        finding(BEYOND, ["a"]),
      ]),
    ).toEqual([[`warning ${UNKNOWN} of a`]]);
  });

  it("and leaves to the other what is of other grants", () => {
    expect(told([finding(PASS, ["a"]), finding(BEYOND, ["a", "b"])])).toEqual([
      [`error ${PASS} of a`, `Also, by ${BEYOND}: ${BEYOND} of a`],
      [`error ${BEYOND} of b`],
    ]);
  });

  it("but what needs all of its grants stays where one is its own", () => {
    const whole = finding(ESCALATION, ["a", "b"], { isWhole: true });
    expect(told([finding("iam-allow-not-action", ["a"]), whole])).toEqual([
      ["error iam-allow-not-action of a"],
      [`error ${ESCALATION} of a,b`],
    ]);
    const nothing = finding(UNKNOWN, ["a", "b"], { isVoid: true });
    expect(told([nothing, whole])).toEqual([[`error ${UNKNOWN} of a,b`]]);
  });

  it("and other rules have nothing to do with it", () => {
    expect(
      told([finding(PASS, ["a"]), { ...finding("syntax", ["a"]), about: undefined }]),
    ).toHaveLength(2);
  });
});

describe("what is turned off", () => {
  const findings = [finding(PASS, ["a"]), finding(BEYOND, ["a"], { range: at(2) })];
  const off = (rule: string, where: "inSource" | "external") => (each: Finding) =>
    each.rule === rule ? { reason: "why", where } : undefined;

  it("in its place stays off with all that it speaks for", () => {
    const [only, ...others] = settled(findings, RULE_IDS, off(PASS, "inSource"));
    expect(others).toEqual([]);
    expect(only?.suppressed).toEqual({ reason: "why", where: "inSource" });
  });

  it("for a folder or a run speaks for nobody", () => {
    expect(
      settled(findings, RULE_IDS, off(PASS, "external")).map((e) => [e.rule, e.suppressed?.where]),
    ).toEqual([
      [PASS, "external"],
      [BEYOND, undefined],
    ]);
  });

  it("was not taken for a reason why nothing is granted", () => {
    const findings = [finding(UNKNOWN, ["a"], { isVoid: true }), finding(BEYOND, ["a"])];
    expect(settled(findings, RULE_IDS, off(UNKNOWN, "inSource")).map(({ rule }) => rule)).toEqual([
      UNKNOWN,
      BEYOND,
    ]);
  });

  it("makes no other worse", () => {
    const [one, other] = settled(
      [finding(PASS, ["a"], { severity: "warning" }), findings[1]!],
      RULE_IDS,
      off(BEYOND, "inSource"),
    );
    expect([one?.severity, one?.related, other?.suppressed?.where]).toEqual([
      "warning",
      undefined,
      "inSource",
    ]);
  });
});
