import { readFileSync } from "node:fs";
import { join } from "node:path";
import { STATUS_ACTIONS, policyDocument } from "../../../../cli/aws/actions";
import { CAUSES } from "../../../../cli/status/causes";
import { runCli } from "../../../support/cli";
import { PROJECT } from "../../../kit/project-copy";

const guide = readFileSync(join(PROJECT, "docs", "status.md"), "utf8");

describe("the guide to status", () => {
  it("has the policy that the command prints, which is every action of the code", async () => {
    const printed = /```json\n([\s\S]*?)```/.exec(guide)![1]!;
    expect(JSON.parse(printed)).toEqual(policyDocument(STATUS_ACTIONS));
    const { code, out } = await runCli(["status", "--policy"]);
    expect({ code, policy: JSON.parse(out) as unknown }).toEqual({
      code: 0,
      policy: policyDocument(STATUS_ACTIONS),
    });
  });

  it("has every cause", () => {
    const rows = CAUSES.map(({ id, title, fix }) => `| \`${id}\` | ${title} | ${fix} |`);
    expect(guide.split("\n").filter((line) => /^\| `[a-z-]+` \|/.test(line))).toEqual(rows);
  });

  it("uses options that there are", async () => {
    const { out } = await runCli(["status", "--help"]);
    const used = new Set(guide.match(/(?<=[ `])--[a-z][a-z-]+/g));
    expect(used.size).toBeGreaterThan(4);
    for (const option of used) expect(out).toContain(option);
  });
});

it("every action only reads", () => {
  for (const action of Object.values(STATUS_ACTIONS).flat())
    expect(action).toMatch(/^[a-z]+:(Describe|Get|List)[A-Za-z]+$/);
});
