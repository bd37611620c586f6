import { join } from "node:path";
import { cleanUp, run } from "../../../kit/processes";
import { PROJECT } from "../../../kit/project-copy";

afterAll(cleanUp);

const ESCAPE = "\u001b";

/** What a command writes to a terminal, be it a result or not. */
async function onTerminal(terminal: string): Promise<string> {
  const command = `"${process.execPath}" "${join(PROJECT, "cli", "apono-connector.js")}" permissions -f json`;
  const { code, stdout } = await run(
    "script",
    ["--quiet", "--return", "--command", command, "/dev/null"],
    {
      env: { TERM: terminal, CI: undefined, NO_COLOR: undefined, FORCE_COLOR: undefined },
    },
  );
  expect(code).toBe(0);
  return stdout;
}

it("writes progress over on a terminal, and no control character on a dumb one", async () => {
  expect(await onTerminal("xterm")).toContain(`${ESCAPE}[K`);
  const dumb = (await onTerminal("dumb")).replaceAll("\r\n", "\n");
  expect(JSON.parse(dumb)).toBeInstanceOf(Object);
  // eslint-disable-next-line no-control-regex -- they are what must not be there
  expect(dumb).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f]/);
});
