import { SUBNET_KINDS, type SubnetKind } from "./subnets";

const HELP = `Plans the stack ecs-connector for three kinds of subnets of an emulated AWS account, deploys it into one, waits until
it is connected, and creates the integration in an emulated Apono.
With org: deploys ecs-connector and org-delegation into an emulated organization.

Usage
  npm run demo [-- --only <kind>]
  npm run demo -- org
  npx tsx tools/demo/index.ts [--only <kind> | org]

Options
  --only <kind>  Plan for and deploy into one kind of subnet: ${SUBNET_KINDS.join(", ")}.
  -h, --help     Show this text.

What happens
  1. The AWS emulator (moto) starts on this machine. The first time, it is installed into .cache/.
  2. A VPC is created with three subnets: public (internet gateway), private (NAT gateway, its own route table) and
     implicit (no route table of its own; the VPC's main route table has a route to a NAT gateway).
  3. An emulated Apono API starts and lists the account's connectors. The emulator runs no containers, so every connector
     that ECS has a service for is listed as connected.
  4. terraform plan for each subnet shows where its default route goes and whether tasks get a public IP address.
  5. For the first subnet: cdktf deploy with the stack apono-integration, apono-connector status --wait, the created
     resources read through the AWS API, a second plan, a search for both tokens, cdktf destroy, and a check that
     nothing is left. The integration is skipped if Apono's provider is not available and Go is not installed.

What happens with org
  1. The emulator starts with an organization of five accounts: the management account, one for the connector, two in a
     unit (one of them in a child unit), and one outside the unit.
  2. One cdktf deploy of both stacks, with an AWS profile for each: the connector into its account, the delegation into
     the management account. Then it lists the roles of each account, assumes them as the connector, plans again, moves
     one account into the unit and one out of it, runs cdktf destroy, and checks that nothing is left.

It needs Terraform 1.11 or newer (or OpenTofu, with TERRAFORM_BINARY_NAME=tofu) and Python 3, but no AWS account and no
token. It does not read or change your cdktf.out, state, credentials or variables. Ctrl-C stops it at any time and leaves
nothing behind.

Examples
  npm run demo
  npm run demo -- --only private
  npm run demo -- org
  NO_COLOR=1 npm run demo > demo.log

Exit codes: 0 all checks passed, 1 a check failed, 2 invalid arguments.
`;

/** Options of the command line. */
export interface DemoOptions {
  /** Whether to deploy into an organization instead of one account. */
  readonly organization: boolean;
  /** The kinds of subnet to plan for; the first is deployed into. */
  readonly kinds: readonly SubnetKind[];
}

/** A text and an exit code that end the command: help, or an error in the arguments. */
export interface EarlyExit {
  readonly exitCode: number;
  readonly text: string;
}

/** Parses the command line. Never throws: invalid arguments are an {@link EarlyExit}. */
export function parseArguments(args: readonly string[]): DemoOptions | EarlyExit {
  if (args.includes("--help") || args.includes("-h")) return { exitCode: 0, text: HELP };
  const [name, value, ...others] = args.flatMap((arg) => splitOption(arg));
  if (name === undefined) return { organization: false, kinds: SUBNET_KINDS };
  if (name === "org" && value === undefined) return { organization: true, kinds: [] };
  if (name !== "--only" || others.length > 0)
    return invalid(`invalid arguments: ${args.join(" ")}`);
  const kind = SUBNET_KINDS.find((known) => known === value);
  if (kind === undefined) {
    return invalid(`--only must be one of ${SUBNET_KINDS.join(", ")}; got ${value ?? "nothing"}`);
  }
  return { organization: false, kinds: [kind] };
}

/** Splits `--only=private` into `--only` and `private`. */
function splitOption(arg: string): string[] {
  const at = arg.startsWith("--") ? arg.indexOf("=") : -1;
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
}

const invalid = (problem: string): EarlyExit => ({
  exitCode: 2,
  text: `demo: ${problem}. See --help.\n`,
});
