interface Pty {
  onData(listener: (text: string) => void): void;
  onExit(listener: (result: { exitCode: number }) => void): void;
  write(text: string): void;
}

/** What cdktf gets under this name: tools/pty, by the override in package.json. */
const { spawn } = jest.requireActual<{
  spawn(file: string, args: readonly string[], options: object): Pty;
}>("@cdktf/node-pty-prebuilt-multiarch");

/** Runs a shell script as cdktf runs Terraform. */
function start(script: string) {
  const pty = spawn("sh", ["-c", script], { cwd: __dirname, env: process.env });
  let shown = "";
  pty.onData((text) => (shown += text));
  const ended = new Promise<{ exitCode: number; shown: string }>((resolve) => {
    pty.onExit(({ exitCode }) => resolve({ exitCode, shown }));
  });
  return { pty, ended };
}

it("loses nothing of what is written at the end, of both streams in their order", async () => {
  const { ended } = start("seq 1 20000; echo the error >&2; echo the end; exit 3");
  const { exitCode, shown } = await ended;
  expect(exitCode).toBe(3);
  expect(shown.split("\n").slice(-4)).toEqual(["20000", "the error", "the end", ""]);
  expect(shown.split("\n")).toHaveLength(20_003);
});

it("ends the question for a variable with a newline, and no other", async () => {
  const variable = await start("printf 'var.subnetIds\\n  The subnets.\\n\\n  Enter a value: '")
    .ended;
  expect(variable.shown).toMatch(/Enter a value: \n$/);
  const approval = await start("printf 'Do you want to perform these actions?\\n  Enter a value: '")
    .ended;
  expect(approval.shown).toMatch(/Enter a value: $/);
});

it("passes an answer on", async () => {
  const { pty, ended } = start("read answer; echo got $answer");
  pty.write("yes\n");
  expect(await ended).toEqual({ exitCode: 0, shown: "got yes\n" });
});

it("interrupts, as Ctrl-C in a terminal does", async () => {
  const { pty, ended } = start(
    "trap 'echo interrupted; exit 5' INT; echo ready; while :; do sleep 0.1; done",
  );
  pty.onData((text) => {
    if (text.includes("ready")) pty.write("\x03");
  });
  expect(await ended).toEqual({ exitCode: 5, shown: "ready\ninterrupted\n" });
});

it("tells of a program that there is not", async () => {
  const pty = spawn("no-such-engine", [], { cwd: __dirname, env: process.env });
  expect(await new Promise((resolve) => pty.onExit(resolve))).toEqual({ exitCode: 127 });
});
