import { join } from "node:path";
import { run } from "../../kit/processes";

/** What a shell makes of a line with a tab behind it. */
export interface Offer {
  /** What it offers, in the order of the alphabet. */
  readonly offered: readonly string[];
  /** The line afterwards, where the shell tells it. */
  readonly line?: string;
}

interface Place {
  /** The shell's own file. */
  readonly shell: string;
  /** Where it runs. */
  readonly cwd: string;
  /** With the command in it. */
  readonly path: string;
}

const execute = ({ shell, cwd, path }: Place, args: readonly string[], input?: string) =>
  run(shell, args, { cwd, input, env: { PATH: path, HOME: cwd, TERM: "xterm" }, check: true });

/** Types lines into an interactive zsh on a terminal. */
export async function zshOffers(place: Place, lines: readonly string[]): Promise<Offer[]> {
  const script = (name: string) => join(__dirname, name);
  const { stdout } = await execute(place, [
    "-f",
    script("outer.zsh"),
    script("inner.zsh"),
    ...lines,
  ]);
  const answers = stdout.split(/^end\n/m).slice(0, -1);
  return answers.map((answer) => {
    const told = answer.split("\n");
    const after = (word: string) =>
      told.filter((each) => each.startsWith(word)).map((each) => each.slice(word.length));
    return { offered: after("offered ").sort(), line: after("line ")[0] };
  });
}

/** Asks fish what it would offer. */
export async function fishOffers(place: Place, lines: readonly string[]): Promise<Offer[]> {
  const script = `apono-connector complete fish | source
for line in $argv
  complete --do-complete $line
  echo end
end`;
  const { stdout } = await execute(place, ["--no-config", "-c", script, ...lines]);
  return stdout
    .split(/^end\n/m)
    .slice(0, -1)
    .map((answer) => ({
      offered: answer
        .split("\n")
        .filter(Boolean)
        .map((each) => each.split("\t")[0]!)
        .sort(),
    }));
}
