import { resolve } from "node:path";

/** Where a state is, and where it goes. */
export interface Move {
  /** The fleet's stack. */
  readonly name: string;
  /** A state file as `terraform state pull` prints it; undefined where there is none yet. */
  readonly state?: string;
  /** Address of the module in it; empty for the root. */
  readonly address: string;
  /** Environment variable with the token; undefined where the token is elsewhere. */
  readonly tokenVariable?: string;
  /** Command of Terraform or OpenTofu. */
  readonly engine: string;
}

/**
 * The commands that put a state where the fleet's stack looks for it, for a shell in the folder of cdktf.json. Resources of
 * a module that is called come to the root, where a stack has its own; the `moved` blocks of the modules do the rest.
 */
export function moveCommands({ name, state, address, tokenVariable, engine }: Move): string[] {
  const folder = `cdktf.out/stacks/${name}`;
  const pulled = state === undefined ? `${name}.tfstate` : state;
  const own = address === "" ? quoted(pulled) : '"$work/own.tfstate"';
  return [
    ...(state === undefined
      ? [
          `# In the folder that the state is from; this file may contain secrets: delete it at the end.`,
          `${engine} state pull > ${quoted(pulled)}`,
        ]
      : []),
    `# Move the state to where the stack ${name} looks for it.`,
    ...(address === "" ? [] : toRoot(pulled, address, engine)),
    "npx cdktf synth",
    `${engine} -chdir=${folder} init -input=false`,
    `${engine} -chdir=${folder} state push ${address === "" ? quoted(resolve(pulled)) : own}`,
    "# Review the plan: it must replace and destroy nothing that you don't expect.",
    ...(tokenVariable === undefined ? [] : [`export TF_VAR_${tokenVariable}`]),
    `npx cdktf diff ${name}`,
    ...ending(address, engine, state),
  ];
}

/** Copies a module's resources into a state of their own. */
const toRoot = (state: string, address: string, engine: string): string[] => [
  'work="$(mktemp -d)"',
  `cp ${quoted(state)} "$work/all.tfstate"`,
  `( cd "$work" && ${engine} state list -state=all.tfstate ${quoted(address)} | grep -v '[.]data[.]' > addresses &&`,
  "  while IFS= read -r address; do",
  `    ${engine} state mv -state=all.tfstate -state-out=own.tfstate "$address" "\${address#${quoted(`${address}.`)}}" < /dev/null || exit`,
  "  done < addresses )",
];

function ending(address: string, engine: string, state: string | undefined): string[] {
  const last = "# Then make sure that no other configuration has it:";
  return address === ""
    ? [
        `${last} delete the old state${state === undefined ? "" : ` ${state}`}, with the configuration or stack that it belongs to.`,
      ]
    : [
        `${last} where the state is from, remove the call of ${address}, and run:`,
        `#   ${engine} state rm ${quoted(address)}`,
        '# And delete the copies: rm -r "$work"',
      ];
}

/** For a POSIX shell. */
const quoted = (text: string): string =>
  /^[\w@%+:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
