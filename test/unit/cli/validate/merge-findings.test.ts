import type { Finding } from "../../../../cli/validate/finding";
import { RULE_IDS } from "../../../../cli/validate/rules";
import { mergeFindings } from "../../../../cli/validate/merge-findings";

const at = (line: number) => ({
  file: "main.tf",
  start: { line, column: 1 },
  end: { line, column: 2 },
});
const finding = (
  rule: string,
  grants: readonly string[],
  more: Partial<Finding> & {
    readonly needsAllGrants?: boolean;
    readonly hasNoEffect?: boolean;
  } = {},
): Finding => {
  const { needsAllGrants = false, hasNoEffect = false, ...rest } = more;
  const narrowedTo = (some: readonly string[]) => ({
    message: `${rule} of ${some.join()}`,
    fix: "",
    range: at(1),
  });
  return {
    ...narrowedTo(grants),
    rule,
    severity: "error",
    affected: {
      grants,
      ...(needsAllGrants ? {} : { narrowedTo }),
      ...(hasNoEffect ? { hasNoEffect } : {}),
    },
    ...rest,
  };
};
const merged = (findings: readonly Finding[], ...off: Parameters<typeof mergeFindings>[2][]) =>
  mergeFindings(findings, RULE_IDS, ...off).map(({ severity, message, related = [] }) => [
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
    expect(merged([one, other])).toEqual(expected);
    expect(merged([other, one])).toEqual(expected);
  });

  it("as bad as the worst of them", () => {
    expect(merged([finding(PASS, ["a"], { severity: "warning" }), finding(BEYOND, ["a"])])).toEqual(
      [[`error ${PASS} of a`, expect.anything()]],
    );
  });

  it("and says nothing of the rest where nothing is granted", () => {
    expect(
      merged([
        finding(UNKNOWN, ["a"], { severity: "warning", hasNoEffect: true }),
        finding(BEYOND, ["a"]),
      ]),
    ).toEqual([[`warning ${UNKNOWN} of a`]]);
  });

  it("and leaves to the other what is of other grants", () => {
    expect(merged([finding(PASS, ["a"]), finding(BEYOND, ["a", "b"])])).toEqual([
      [`error ${PASS} of a`, `Also, by ${BEYOND}: ${BEYOND} of a`],
      [`error ${BEYOND} of b`],
    ]);
  });

  it("but what needs all of its grants stays where one is its own", () => {
    const whole = finding(ESCALATION, ["a", "b"], { needsAllGrants: true });
    expect(merged([finding("iam-allow-not-action", ["a"]), whole])).toEqual([
      ["error iam-allow-not-action of a"],
      [`error ${ESCALATION} of a,b`],
    ]);
    const nothing = finding(UNKNOWN, ["a", "b"], { hasNoEffect: true });
    expect(merged([nothing, whole])).toEqual([[`error ${UNKNOWN} of a,b`]]);
  });

  it("and other rules have nothing to do with it", () => {
    expect(
      merged([finding(PASS, ["a"]), { ...finding("syntax", ["a"]), affected: undefined }]),
    ).toHaveLength(2);
  });
});

describe("what is turned off", () => {
  const findings = [finding(PASS, ["a"]), finding(BEYOND, ["a"], { range: at(2) })];
  const off = (rule: string, where: "inSource" | "external") => (each: Finding) =>
    each.rule === rule ? { reason: "why", where } : undefined;

  it("in its place stays off with all that it speaks for", () => {
    const [only, ...others] = mergeFindings(findings, RULE_IDS, off(PASS, "inSource"));
    expect(others).toEqual([]);
    expect(only?.suppressed).toEqual({ reason: "why", where: "inSource" });
  });

  it("for a folder or a run speaks for nobody", () => {
    expect(
      mergeFindings(findings, RULE_IDS, off(PASS, "external")).map((e) => [
        e.rule,
        e.suppressed?.where,
      ]),
    ).toEqual([
      [PASS, "external"],
      [BEYOND, undefined],
    ]);
  });

  it("was not taken for a reason why nothing is granted", () => {
    const findings = [finding(UNKNOWN, ["a"], { hasNoEffect: true }), finding(BEYOND, ["a"])];
    expect(
      mergeFindings(findings, RULE_IDS, off(UNKNOWN, "inSource")).map(({ rule }) => rule),
    ).toEqual([UNKNOWN, BEYOND]);
  });

  it("makes no other worse", () => {
    const [one, other] = mergeFindings(
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
