import type { Argument, Command, Option } from "commander";

/** Completions at a position of the command line. */
export interface Candidates {
  readonly values: readonly { readonly value: string; readonly description: string }[];
  /** Whether files are completed, too. */
  readonly files: boolean;
}

/** Values of options and arguments that commander does not know, by name: `--only`, `paths`. */
export type KnownValues = (name: string) => Promise<readonly string[]>;

/**
 * Completes the last word.
 *
 * @param words the command line without the program's name; the last word may be empty
 */
export async function candidatesFor(
  program: Command,
  words: readonly string[],
  known: KnownValues,
): Promise<Candidates> {
  const current = words.at(-1) ?? "";
  const place = placeAfter(program, words.slice(0, -1));
  const assigned = /^(--[^=]+)=(.*)$/.exec(current);
  if (assigned !== null) {
    const option = optionOf(place.command, assigned[1]!);
    return option === undefined ? NONE : matching(await ofOption(option, known), assigned[2]!);
  }
  if (place.option !== undefined && !current.startsWith("-"))
    return matching(await ofOption(place.option, known), current);
  if (current.startsWith("-") && !place.onlyArguments)
    return matching({ values: optionsOf(place.command), files: false }, current);
  return matching(await ofPosition(place, known), current);
}

interface Place {
  readonly command: Command;
  /** The option whose value comes next. */
  readonly option: Option | undefined;
  readonly argumentsBefore: number;
  /** After `--`. */
  readonly onlyArguments: boolean;
}

const NONE: Candidates = { values: [], files: false };

function placeAfter(program: Command, words: readonly string[]): Place {
  let command = program;
  let option: Option | undefined;
  let argumentsBefore = 0;
  let onlyArguments = false;
  for (const word of words) {
    const sub = command.commands.find((each) => each.name() === word);
    if (onlyArguments) argumentsBefore += 1;
    else if (word === "--") [onlyArguments, option] = [true, undefined];
    else if (word.startsWith("-")) {
      const named = optionOf(command, word);
      option = named !== undefined && takesValue(named) ? named : undefined;
    } else if (option !== undefined) option = option.variadic ? option : undefined;
    else if (sub !== undefined && argumentsBefore === 0) command = sub;
    else argumentsBefore += 1;
  }
  return { command, option, argumentsBefore, onlyArguments };
}

const optionOf = ({ options }: Command, flag: string): Option | undefined =>
  options.find(({ long, short }) => long === flag || short === flag);

const takesValue = ({ required, optional }: Option) => required || optional;

const optionsOf = (command: Command) =>
  command
    .createHelp()
    .visibleOptions(command)
    .map(({ long, short, description }) => ({ value: long ?? short ?? "", description }));

async function ofOption(option: Option, known: KnownValues): Promise<Candidates> {
  const values = option.argChoices ?? (await known(option.long ?? ""));
  const isPath = /<(file|folder|path|dir)\b/.test(option.flags);
  return { values: bare(values), files: isPath && values.length === 0 };
}

async function ofPosition(place: Place, known: KnownValues): Promise<Candidates> {
  const { command, argumentsBefore } = place;
  const commands =
    argumentsBefore > 0 || place.onlyArguments
      ? []
      : command
          .createHelp()
          .visibleCommands(command)
          .map((each) => ({ value: each.name(), description: each.description() }));
  const argument = argumentAt(command.registeredArguments, argumentsBefore);
  if (argument === undefined) return { values: commands, files: false };
  const values = argument.argChoices ?? (await known(argument.name()));
  return { values: [...commands, ...bare(values)], files: values.length === 0 };
}

function argumentAt(all: readonly Argument[], index: number): Argument | undefined {
  const last = all.at(-1);
  return all[index] ?? (last?.variadic === true ? last : undefined);
}

const bare = (values: readonly string[]) => values.map((value) => ({ value, description: "" }));

const matching = ({ values, files }: Candidates, start: string): Candidates => ({
  values: values.filter(({ value }) => value.startsWith(start)),
  files,
});
