import { readFileSync } from "node:fs";
import { join } from "node:path";
import { policyDocument } from "../../../../cli/aws/actions";
import { runCli } from "../../../support/cli";
import { PROJECT } from "../../../kit/project-copy";

const guide = readFileSync(join(PROJECT, "docs", "doctor.md"), "utf8");

describe("the guide to the doctor", () => {
  it("has the policy that the command prints, which is every action of the code", async () => {
    const printed = /```json\n([\s\S]*?)```/.exec(guide)![1]!;
    expect(JSON.parse(printed)).toEqual(policyDocument());
    const { code, out } = await runCli(["doctor", "--policy"]);
    expect({ code, policy: JSON.parse(out) as unknown }).toEqual({
      code: 0,
      policy: policyDocument(),
    });
  });

  it("uses options that there are", async () => {
    const { out } = await runCli(["doctor", "--help"]);
    const used = new Set(guide.match(/(?<=[ `])--[a-z]+/g));
    expect(used.size).toBeGreaterThan(6);
    for (const option of used) expect(out).toContain(option);
  });
});
