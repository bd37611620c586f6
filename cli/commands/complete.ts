import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { Argument, Command } from "commander";
import { cannotRun } from "../terminal/errors";
import type { Io } from "../terminal/io";
import { CONNECTOR_MODULE_NAMES, MODULE_NAMES } from "../../modules/module-names";
import { PROJECT_ROOT, isCheckout } from "../project";

const PROGRAM = "apono-connector";

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

/** The line after the candidates, as the scripts expect it: cobra's directives, which tab's scripts use too. */
const DIRECTIVE = { files: ":0", noFiles: ":4" };

/** `complete`. @param program the command line to complete */
export const completeCommand = (io: Io, program: () => Command): Command =>
  new Command("complete")
    .description("Print a script that completes commands, options and values in a shell.")
    .addArgument(new Argument("<shell>", `one of: ${SHELLS.join(", ")}`))
    .argument("[words...]", "words to complete, after -- (used by the scripts)")
    .usage("<shell>")
    .addHelpText(
      "after",
      `
Examples:
  $ source <(apono-connector complete bash)
  $ source <(apono-connector complete zsh)
  $ apono-connector complete fish | source
  $ apono-connector complete powershell | Out-String | Invoke-Expression`,
    )
    .action(async (shell: string, words: readonly string[], _options, command: Command) => {
      const asked = (command.parent ?? command).args;
      if (asked[1] === "--") return candidates(io, program(), [shell, ...words]);
      const found = SHELLS.find((each) => each === shell);
      if (found === undefined || words.length > 0)
        throw cannotRun(
          `There is no script for "${[shell, ...words].join(" ")}". Supported shells: ${SHELLS.join(", ")}.`,
        );
      if (!isOnPath(io.env)) io.note(notOnPath());
      if (found === "bash")
        return io.print((await import("../terminal/completion/bash.ts")).BASH_SCRIPT);
      if (found === "zsh")
        return io.print((await import("../terminal/completion/zsh.ts")).ZSH_SCRIPT);
      const { script } = await import("@bomb.sh/tab");
      script(found, PROGRAM, PROGRAM);
    });

/** The shell completes only commands on the PATH, and calls them for candidates. */
const isOnPath = (env: Io["env"]): boolean =>
  (env["PATH"] ?? "").split(delimiter).some((folder) => existsSync(join(folder, PROGRAM)));

const notOnPath = () =>
  `${PROGRAM} is not on your PATH, so completion does not work yet. To add it, run ${
    isCheckout() ? `npm link in ${PROJECT_ROOT}` : `npm install --global ${PROGRAM}`
  }.`;

async function candidates(io: Io, program: Command, words: readonly string[]): Promise<void> {
  const { candidatesFor } = await import("../terminal/completion/candidates.ts");
  const { values, files } = await candidatesFor(program, words, knownValues);
  for (const { value, description } of values)
    io.print(description === "" ? value : `${value}\t${description}`);
  io.print(files ? DIRECTIVE.files : DIRECTIVE.noFiles);
}

/** Values of options and arguments that commander does not know. */
async function knownValues(name: string): Promise<readonly string[]> {
  if (name === "--module") return MODULE_NAMES;
  if (name === "stack") return CONNECTOR_MODULE_NAMES;
  if (!["--only", "--explain", "--off"].includes(name)) return [];
  const { RULES } = await import("../validate/rules/index.ts");
  return RULES.map(({ id }) => (name === "--off" ? `${id}=` : id));
}
