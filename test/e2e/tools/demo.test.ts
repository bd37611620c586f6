import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, run } from "../../kit/processes";

jest.setTimeout(600_000);
afterAll(cleanUp);

const demo = (...args: string[]) =>
  run("npm", ["run", "--silent", "demo", "--", ...args], {
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  });

test("the README's demo deploys, connects, integrates, plans again without changes, and leaves nothing behind", async () => {
  const { code, stdout, stderr } = await demo("--only", "public");
  expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
  expect(stdout).toContain("internet-gateway");
  expect(stdout).toContain("Connector demo-public: connected as configured");
  expect(stdout).toContain("ok integration in Apono: AWS account of demo-public");
  expect(stdout).not.toContain("FAILED");
  // eslint-disable-next-line no-control-regex -- an escape sequence begins with a control character
  expect(stdout).not.toMatch(/\u001b\[/);
});

test("the demo of an organization deploys both stacks, updates moved accounts, and leaves nothing behind", async () => {
  const { code, stdout, stderr } = await demo("org");
  expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
  expect(stdout).toContain("the member role is in payments and sandbox");
  expect(stdout).not.toContain("FAILED");
});

test("the demo's help has examples, and a wrong argument is a one-line error", async () => {
  const help = await demo("--help");
  expect(help.code).toBe(0);
  expect(help.stdout).toContain("npm run demo");
  const wrong = await demo("--only", "nowhere");
  expect(wrong.code).toBe(2);
  expect(wrong.stderr.trim().split("\n").length).toBeLessThanOrEqual(3);
});
