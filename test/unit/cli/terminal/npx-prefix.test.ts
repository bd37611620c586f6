import { withNpx } from "../../../../cli/terminal/npx-prefix";
import { runCli } from "../../../support/cli";

const BY_NPX = { npm_command: "exec" };

it.each([
  [
    "$ terraform show -json p | apono-connector validate -",
    "$ terraform show -json p | npx apono-connector validate -",
  ],
  ["Check: apono-connector status --all", "Check: npx apono-connector status --all"],
  ["Usage: apono-connector [options] [command]", "Usage: npx apono-connector [options] [command]"],
  ["source <(apono-connector complete bash)", "source <(npx apono-connector complete bash)"],
  ["Make them first: npx apono-connector modules package", undefined],
  ["The role is apono-connector validates no more", undefined],
  ["dist/apono-connector modules", undefined],
  ["# apono-connector: off syntax made by a tool", undefined],
])("where npx started it, %s", (text, expected = text) => {
  expect(withNpx(text, BY_NPX)).toBe(expected);
  expect(withNpx(text, {})).toBe(text);
  expect(withNpx(text, { npm_command: "run-script" })).toBe(text);
});

it("help and messages can be pasted", async () => {
  const help = await runCli(["validate", "--help"], { env: BY_NPX });
  expect(help.out).toContain("Usage: npx apono-connector validate");
  expect(help.out).toContain("  $ npx apono-connector validate infrastructure/");
  const args = ["modules", "publish", "folder", "x", "--packages", "nowhere"];
  const { err } = await runCli(args, { env: BY_NPX });
  expect(err).toContain("npx apono-connector modules package");
  expect((await runCli(args)).err).not.toContain("npx");
});
