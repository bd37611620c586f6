import { SUBNET_KINDS, type SubnetKind } from "./subnets";

const HELP = `Plans the stack ecs-connector for three kinds of subnets of an emulated AWS account, deploys it into one, waits until
it is connected, and makes the integration in an emulated Apono.
With org: deploys ecs-connector and org-delegation into an emulated organization.

Usage
  npm run demo [-- --only <kind>]
  npm run demo -- org
  npx tsx tools/demo/index.ts [--only <kind> | org]

Options
  --only <kind>  Plan for one kind of subnet only, and deploy into it: ${SUBNET_KINDS.join(", ")}.
  -h, --help     Show this text.

What happens
  1. The AWS emulator (moto) starts on this machine; where it is not installed, once, into .cache/.
  2. A VPC is made in it: a public subnet (internet gateway), a private one (NAT gateway, a route table of its own)
     and an implicit one (no route table of its own: the VPC's main one counts, which goes to a NAT gateway).
  3. Apono's API starts, too, and knows the connectors that the account runs. The emulator starts no container: whatever
     ECS is to run counts as connected.
  4. terraform plan for each subnet: where its default route goes, and whether tasks get a public IP address.
  5. For the first: cdktf deploy with the stack apono-integration, apono-connector status --wait, a look through the AWS
     API at what was made, a second plan, a search for both tokens, cdktf destroy, and a look whether anything is left.
     Without Apono's provider (no registry, no mirror) and without Go the integration is left out.

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
