import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Env, type RunResult, run } from "../kit/processes";
import { CDKTF_COMMANDS, lockArguments } from "../kit/cdktf";
import { PROJECT } from "../kit/project-copy";

/** The commands of a guide, block by block, as a reader would type them: in one shell, one after the other. */
export class Guide {
  /** The commands, block by block. */
  readonly blocks: readonly string[];
  private next = 0;

  /**
   * @param file below the project
   * @param section heading of the part to follow
   * @param folder where the commands run; also keeps what the shell knows from block to block
   */
  constructor(
    file: string,
    section: string,
    private readonly folder: string,
    private readonly env: Env,
  ) {
    const text = readFileSync(join(PROJECT, file), "utf8");
    const part = text.split(/^## /m).find((one) => one.startsWith(`${section}\n`));
    if (part === undefined) throw new Error(`${file} has no section "${section}".`);
    this.blocks = [...part.matchAll(/^( *)```sh\n([\s\S]*?)^ *```$/gm)].map(([, indent, block]) =>
      block!.replace(new RegExp(`^${indent}`, "gm"), ""),
    );
  }

  /** How many blocks are left. */
  get left(): number {
    return this.blocks.length - this.next;
  }

  /** Runs the next block, and fails where one of its commands does. */
  async step(): Promise<RunResult> {
    const block = this.blocks[this.next++];
    if (block === undefined) throw new Error("The guide has no further commands.");
    return this.run(block);
  }

  /** Runs other commands in the same shell. */
  async run(block: string): Promise<RunResult> {
    const cases = CDKTF_COMMANDS.map(
      (command) => `${command}) command npx "$@" ${lockArguments(command).join(" ")} ;;`,
    );
    const script = [
      "set -euo pipefail",
      `[ ! -f .shell ] || . ./.shell`,
      `npx() { case "$2" in ${cases.join(" ")} *) command npx "$@" ;; esac; }`,
      "set -a",
      block,
      "set +a",
      "unset -f npx",
      "export -p > .shell",
    ].join("\n");
    return run("bash", ["-c", script], {
      cwd: this.folder,
      env: { ...this.env, CI: "1", CHECKPOINT_DISABLE: "1" },
      timeoutMs: 300_000,
      check: true,
    });
  }
}
