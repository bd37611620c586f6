import { spawnSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../kit/paths";
import {
  cleanUp,
  CommandError,
  freePort,
  removeTempDir,
  run,
  sleep,
  start,
  startServer,
  tempDir,
} from "../../kit/processes";

jest.setTimeout(60_000); // starting Node takes seconds on a busy machine

afterAll(cleanUp);

const node = process.execPath;

/** A zombie, dead but not yet collected by the system, does not count as alive. */
function alive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}

/** Waits for what has to happen, however slow the machine is. */
async function until(condition: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !condition(); tries++) await sleep(25);
  expect(condition()).toBe(true);
}

describe("run", () => {
  it("gives exit code and both streams, and does not throw", async () => {
    const result = await run("sh", ["-c", "echo out; echo err >&2; exit 3"]);
    expect(result).toEqual({ code: 3, stdout: "out\n", stderr: "err\n", timedOut: false });
  });

  it("passes input, folder and environment, and removes variables", async () => {
    const folder = tempDir("run-");
    process.env.SANDBOX_TEST_GONE = "there";
    const { stdout } = await run("sh", ["-c", 'cat; pwd; echo "$A ${SANDBOX_TEST_GONE-gone}"'], {
      cwd: folder,
      input: "input\n",
      env: { A: "a b", SANDBOX_TEST_GONE: undefined },
    });
    delete process.env.SANDBOX_TEST_GONE;
    expect(stdout).toBe(`input\n${folder}\na b gone\n`);
  });

  it("throws with `check`, naming command, code and last lines", async () => {
    const failing = run("sh", ["-c", "echo broken >&2; exit 4"], { check: true });
    await expect(failing).rejects.toThrow(CommandError);
    await expect(failing).rejects.toThrow(
      "`sh -c echo broken >&2; exit 4` ended with exit code 4:\nbroken",
    );
  });

  it("says which command cannot be started", async () => {
    await expect(run("no-such-command-anywhere")).rejects.toThrow(
      "`no-such-command-anywhere` cannot be started: spawn no-such-command-anywhere ENOENT",
    );
  });

  it("kills the whole group when time is up", async () => {
    const result = await run("sh", ["-c", "sleep 60 & echo $!; wait"], { timeoutMs: 300 });
    expect(result).toMatchObject({ code: 137, timedOut: true });
    await until(() => !alive(Number(result.stdout)));
  });

  it("takes along what a command leaves behind", async () => {
    const { stdout, code } = await run("sh", ["-c", "sleep 60 & echo $!"]);
    expect(code).toBe(0);
    await until(() => !alive(Number(stdout)));
  });

  it("hands output on as it comes", async () => {
    const seen: string[] = [];
    await run("sh", ["-c", "echo one; echo two >&2"], {
      onOutput: (text, stream) => seen.push(`${stream}:${text.trim()}`),
    });
    expect(seen.sort()).toEqual(["stderr:two", "stdout:one"]);
  });
});

describe("start", () => {
  it("can be killed", async () => {
    const command = await start("sleep", ["60"]);
    command.kill("SIGINT");
    expect(await command.done).toMatchObject({ code: 130, timedOut: false });
  });
});

describe("startServer", () => {
  const script = `
    const server = require("node:net").createServer().listen(0, "127.0.0.1", () =>
      console.log("port " + server.address().port));
  `;

  it("waits until the server is ready, and stops it", async () => {
    const server = await startServer(node, ["-e", script], {
      ready: (output) => /port \d+/.test(output),
    });
    expect(server.running()).toBe(true);
    expect(server.output()).toMatch(/^port \d+$/);
    await server.stop();
    expect(server.running()).toBe(false);
    expect(alive(server.pid)).toBe(false);
  });

  it("tells the last lines of a server that ends", async () => {
    const starting = startServer("sh", ["-c", "echo no such module >&2; exit 1"], {
      name: "The server",
      ready: () => false,
    });
    await expect(starting).rejects.toThrow(
      "The server ended with exit code 1. Its last lines:\nno such module",
    );
  });

  it("gives up on a server that is never ready, and stops it", async () => {
    const starting = startServer("sh", ["-c", "echo $$; exec sleep 60"], {
      name: "The server",
      ready: () => false,
      timeoutMs: 300,
    });
    const error = await starting.catch((e: Error) => e);
    const message = error instanceof Error ? error.message : "";
    expect(message).toMatch(/^The server did not become ready in 300 ms\. Its last lines:\n\d+$/);
    expect(alive(Number(message.split("\n").at(-1)))).toBe(false);
  });
});

describe("freePort", () => {
  it("gives a port that a server can take", async () => {
    const port = await freePort();
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
    server.close();
    expect(port).toBeGreaterThan(1023);
  });
});

describe("at the end", () => {
  it("removes a folder on request", () => {
    const folder = tempDir("gone-");
    writeFileSync(join(folder, "file"), "");
    removeTempDir(folder);
    expect(existsSync(folder)).toBe(false);
  });

  it.each([
    ["its own end", "", undefined],
    ["an uncaught error", "throw new Error('uncaught')", undefined],
    ["SIGTERM", "setInterval(() => {}, 1000)", "SIGTERM"],
    ["SIGINT", "setInterval(() => {}, 1000)", "SIGINT"],
    ["SIGKILL", "setInterval(() => {}, 1000)", "SIGKILL"],
  ] as const)("nothing is left behind after %s", async (_name, ending, signal) => {
    const script = `
      import { startServer, tempDir } from ${JSON.stringify(join(PROJECT_ROOT, "test/kit/processes"))};
      async function main() {
        const folder = tempDir("left-");
        const server = await startServer("sh", ["-c", "sleep 60 & echo started; wait"], {
          cwd: folder,
          ready: (output) => output.includes("started"),
        });
        console.log(JSON.stringify({ folder, pid: server.pid }));
        ${ending}
      }
      void main();
    `;
    const file = join(tempDir("script-"), "script.ts");
    writeFileSync(file, script);
    let text = "";
    const command = await start(node, ["--import", "tsx", file], {
      cwd: PROJECT_ROOT,
      onOutput: (chunk, stream) => {
        if (stream === "stdout") text += chunk;
      },
    });
    await until(() => text.endsWith("\n"));
    const { folder, pid } = JSON.parse(text) as { folder: string; pid: number };
    // To the leader only: the group's end must be its doing.
    if (signal !== undefined) process.kill(command.pid, signal);
    await command.done;
    await until(() => !alive(pid) && !existsSync(folder));
  });
});
