import { SUBNET_KINDS, type SubnetKind } from "./subnets";

const HELP = `Deploys the stack ecs-connector into an emulated AWS account, and shows what it finds and makes there.
With org: deploys ecs-connector and org-delegation into an emulated organization.

Usage
  npm run demo [-- --only <kind>]
  npm run demo -- org
  npx tsx demo/index.ts [--only <kind> | org]

Options
  --only <kind>  Deploy into one kind of subnet: ${SUBNET_KINDS.join(", ")}. All of them, one after another, when left out.
  -h, --help     Show this text.

What happens
  1. The AWS emulator (moto) starts on this machine; where it is not installed, once, into .cache/.
  2. A VPC is made in it: a public subnet (internet gateway), a private one (NAT gateway, a route table of its own)
     and an implicit one (no route table of its own: the VPC's main one counts, which goes to a NAT gateway).
  3. For each of them: cdktf deploy, a look through the AWS API at what was made, a second plan, a search for the
     token, cdktf destroy, and a look whether anything is left.

What happens with org
  1. The emulator starts with an organization of five accounts: the management account, one for the connector, two in a
     unit (one of them in a unit below it), and one outside.
  2. One cdktf deploy of both stacks, with an AWS profile for each: the connector into its account, the delegation into
     the management account. Then: which account has which role, the connector assumes each, a second plan, an account
     that joins the unit and one that leaves it, cdktf destroy, and a look whether anything is left.

It needs Terraform 1.11 or newer (or OpenTofu, with TERRAFORM_BINARY_NAME=tofu) and Python 3, no AWS account and no
token. Your own cdktf.out, state, credentials and variables are neither read nor changed. Ctrl-C stops it at any time
and leaves nothing behind.

Examples
  npm run demo
  npm run demo -- --only private
  npm run demo -- org
  NO_COLOR=1 npm run demo > demo.log

Exit code: 0 when everything held, 1 when something did not, 2 for arguments that make no sense.
`;

/** What the user asked for. */
export interface DemoOptions {
  /** An organization of several accounts, instead of one account. */
  readonly organization: boolean;
  /** The kinds of subnet to deploy into, in order. */
  readonly kinds: readonly SubnetKind[];
}

/** An answer that ends the command at once. */
export interface Ending {
  readonly exitCode: number;
  readonly text: string;
}

/** Reads the command line. Never throws: what makes no sense is an {@link Ending} that says how to mend it. */
export function parseArguments(args: readonly string[]): DemoOptions | Ending {
  if (args.includes("--help") || args.includes("-h")) return { exitCode: 0, text: HELP };
  const [name, value, ...others] = args.flatMap((arg) => splitOption(arg));
  if (name === undefined) return { organization: false, kinds: SUBNET_KINDS };
  if (name === "org" && value === undefined) return { organization: true, kinds: [] };
  if (name !== "--only" || others.length > 0) return misuse(`unknown argument: ${args.join(" ")}`);
  const kind = SUBNET_KINDS.find((known) => known === value);
  if (kind === undefined) {
    return misuse(`--only takes ${SUBNET_KINDS.join(", ")}, not ${value ?? "nothing"}`);
  }
  return { organization: false, kinds: [kind] };
}

/** `--only=private` is the same as `--only private`. */
function splitOption(arg: string): string[] {
  const at = arg.startsWith("--") ? arg.indexOf("=") : -1;
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

const misuse = (problem: string): Ending => ({
  exitCode: 2,
  text: `demo: ${problem}. See --help.\n`,
});
