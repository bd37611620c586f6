import { Command, Option } from "commander";
import type { AddOptions } from "../../fleet/add/add";
import type { Io } from "../../terminal/io";
import { wave } from "../../terminal/whole-number";

/** `fleet add` */
export const addCommand = (io: Io): Command =>
  new Command("add")
    .description(
      "Add a connector or delegation to the fleet file, a new one or one that is deployed.",
    )
    .argument("<name>", "its name in the file")
    .option(
      "-s, --state <file>",
      "state that it is deployed with, or - for standard input: terraform state pull or show -json",
    )
    .option(
      "--stack <name>",
      "stack of this folder that it is deployed with, such as ecs-connector",
    )
    .option(
      "--address <module>",
      "which one of a state that has several, such as module.apono, or root",
    )
    .option("-m, --module <name>", "its module, for a new one")
    .option("--account <id>", "AWS account (default: the state's)")
    .option("--region <code>", "AWS region (default: the state's)")
    .addOption(
      new Option("--assume-role <arn>", "ARN of the role that is assumed to deploy").conflicts(
        "profile",
      ),
    )
    .option("--profile <name>", "AWS profile with which it is deployed")
    .option("--depends-on <names...>", "what is deployed before it")
    .option(
      "--set <input=value>",
      "an input, in JSON or as text, also of an object (egress.ports), or tags; repeatable",
      (each: string, before: readonly string[]) => [...before, each],
      [],
    )
    .option("--wave <number>", "wave that its name is added to", wave)
    .option(
      "--file <file>",
      "fleet file (default: the one that fleet check reads, else a new fleet.yaml)",
    )
    .option("-n, --dry-run", "print the entry, and write nothing")
    .addHelpText(
      "after",
      `
From a state, of this project's modules or of the public module, come the module, account, region and every input that is
not as the defaults have it, so that nothing is replaced; what a state does not tell is said. The token stays where it is:
the file has its place only. The commands that put the state where the fleet's stack looks for it are printed, to review
and run in the folder of cdktf.json. The file is changed only where the entry goes, and only if it is accepted.

Exit codes: 0 added, 1 refused (such a name or ID is there, or the file would have mistakes), 2 could not run.

Examples:
  $ apono-connector fleet add prod --stack ecs-connector
  $ apono-connector fleet add prod --state before.tfstate --address module.apono
  $ terraform state pull | apono-connector fleet add prod --state - --dry-run
  $ apono-connector fleet add lab --module ecs-connector --account 111122223333 --region eu-central-1 --set 'subnetIds=[subnet-0123456789abcdef0]'`,
    )
    .action(async (name: string, options: AddOptions) => {
      const { addEntry } = await import("../../fleet/add/add.ts");
      await addEntry(name, options, io);
    });
