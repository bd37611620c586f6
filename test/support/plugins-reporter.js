const { randomUUID } = require("node:crypto");
const { existsSync, readFileSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");
const { setImmediate } = require("node:timers");

/** As in test/kit/kubernetes-plugins.ts, which a reporter cannot import: Jest does not compile reporters. */
const NOTE_VARIABLE = "APONO_TEST_PLUGINS_NOTE";

/**
 * Says at the end of a run which helm and kubernetes plugins its tests ran with, the real ones or the stand-in; nothing
 * where no test asked for them. The tests note it in a file, since they run in processes of their own.
 */
module.exports = class PluginsReporter {
  constructor() {
    this.note = join(tmpdir(), `apono-test-plugins-${randomUUID()}`);
    // Jest makes its reporters before its workers, which inherit this.
    process.env[NOTE_VARIABLE] = this.note;
    // However the run ends; and before Node does, where it ends at once.
    process.on("exit", () => this.tell());
  }

  onRunComplete() {
    // Jest's own summary, which may be long, comes after every reporter.
    setImmediate(() => this.tell());
  }

  tell() {
    if (!existsSync(this.note)) return;
    const lines = new Set(readFileSync(this.note, "utf8").split("\n").filter(Boolean));
    rmSync(this.note, { force: true });
    process.stderr.write(`\n${[...lines].join("\n")}\n`);
  }
};
