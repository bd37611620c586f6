import { toMarkdown } from "../../../../tools/prove/markdown";
import type { Report } from "../../../../tools/prove/report";
import { problemsOf } from "../../../support/prove";

const report: Report = {
  formatVersion: 1,
  target: "ecs",
  stack: "ecs-connector",
  caller: {
    accountId: "123456789012",
    partition: "aws",
    arn: "arn:aws:iam::123456789012:user/me",
    region: "eu-central-1",
  },
  emulator: null,
  realToken: false,
  startedAt: "2026-01-01T10:00:00.000Z",
  endedAt: "2026-01-01T10:20:00.000Z",
  interruptedBy: null,
  counts: { PASS: 1, FAIL: 1, UNKNOWN: 0 },
  steps: [
    {
      id: "deploy",
      title: "Deploying",
      expected: "An apply.",
      verdict: "PASS",
      seen: "12 made.",
      seconds: 3.2,
    },
    {
      id: "plan-again",
      title: "A second plan",
      expected: "No change.",
      verdict: "FAIL",
      seen: "Planned: update a | b_c\n<script>.",
      seconds: 1,
    },
  ],
};

it("in Markdown has a row for each step, with escaped text", () => {
  expect(toMarkdown(report)).toBe(`# Proof of ecs-connector

- Account 123456789012, region eu-central-1, as \`arn:aws:iam::123456789012:user/me\`.
- AWS answered, not an emulator.
- Deployed with a placeholder token: no connector could run.
- From 2026-01-01T10:00:00.000Z to 2026-01-01T10:20:00.000Z.
- 1 PASS, 1 FAIL, 0 UNKNOWN.

| Step | Expected | Seen | Verdict | Time |
| --- | --- | --- | --- | --- |
| Deploying (\`deploy\`) | An apply. | 12 made. | PASS | 3.2 s |
| A second plan (\`plan-again\`) | No change. | Planned: update a \\| b\\_c \\<script>. | FAIL | 1 s |
`);
});

it("states that an emulator answered, and that the run was interrupted", () => {
  const text = toMarkdown({
    ...report,
    emulator: "http://127.0.0.1:5000",
    interruptedBy: "SIGINT",
  });
  expect(text).toContain("An emulator answered (http://127.0.0.1:5000), not AWS");
  expect(text).toContain("Interrupted by SIGINT.");
});

it("in JSON matches the schema, which rejects invalid reports", () => {
  expect(problemsOf(report)).toEqual([]);
  const { steps, ...rest } = report;
  expect(problemsOf(rest)).toEqual([": must have required property 'steps'"]);
  const wrong = { ...rest, steps: [{ ...steps[0], verdict: "OK" }] };
  expect(problemsOf(wrong)).toEqual([
    "/steps/0/verdict: must be equal to one of the allowed values",
  ]);
});
