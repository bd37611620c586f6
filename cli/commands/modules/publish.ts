import { Command } from "commander";
import { noSuchPackage } from "../../registry/errors";
import type { Io } from "../../terminal/io";
import { checkedVersion } from "../../registry/module-selection";
import type { Target } from "../../registry/publish/target";
import { moduleOption, packagesOption, versionOption } from "./options";

interface PublishCommandOptions {
  readonly packages: string;
  readonly module?: readonly string[];
  readonly as: string;
  readonly dryRun?: boolean;
}

/** `modules publish …` */
export const publishCommand = (io: Io): Command =>
  new Command("publish")
    .description("Publish the packages for Terraform.")
    .addHelpText(
      "after",
      `
A version that is already published with the same content is skipped, so that an interrupted publication can be run
again. A version with different content is refused, as is a patch version that grants more than the previous one. All
packages are checked before the first is published.

Examples:
  $ apono-connector modules publish git 'git@github.com:acme/{module}.git'
  $ apono-connector modules publish hcp acme --dry-run
  $ apono-connector modules publish folder /mnt/terraform-modules
  $ apono-connector modules publish s3 s3://my-modules`,
    )
    .addCommand(gitCommand(io))
    .addCommand(hcpCommand(io))
    .addCommand(folderCommand(io))
    .addCommand(s3Command(io));

const gitCommand = (io: Io): Command =>
  withPublishing(
    io,
    new Command("git")
      .description("Publish to a git remote, with a tag for each version.")
      .argument(
        "<url>",
        "URL or path of the repository; {module} is replaced by the repository's name",
      ),
    async (url) => new (await import("../../registry/publish/git.ts")).GitTarget(url),
    `
With {module} in the URL (replaced by terraform-aws-apono-<module>), each module has its own repository, with tags v1.2.3
on main, as the public registry requires. Otherwise each module has a branch, with tags <module>-v1.2.3.

Examples:
  $ apono-connector modules publish git --dry-run 'git@github.com:acme/{module}.git'
  $ apono-connector modules publish git https://git.example.com/platform/modules.git`,
  );

const hcpCommand = (io: Io): Command =>
  withPublishing(
    io,
    new Command("hcp")
      .description("Publish to a private registry of HCP Terraform or Terraform Enterprise.")
      .argument("<organization>", "the organization's name")
      .option("--address <url>", "the registry's address", "https://app.terraform.io"),
    async (organization, { address }) =>
      new (await import("../../registry/publish/hcp.ts")).HcpTarget(organization, {
        address,
        env: io.env,
      }),
    `
The token comes from the environment only: TF_TOKEN_app_terraform_io (with the host's name), or TFE_TOKEN.

Examples:
  $ apono-connector modules publish hcp acme --dry-run
  $ apono-connector modules publish hcp acme --address https://terraform.example.com`,
  );

const folderCommand = (io: Io): Command =>
  withPublishing(
    io,
    new Command("folder")
      .description("Publish to a folder, as archives with checksums.")
      .argument("<path>", "the folder; created if it does not exist"),
    async (path) => new (await import("../../registry/publish/folder.ts")).FolderTarget(path),
    `
Examples:
  $ apono-connector modules publish folder /mnt/terraform-modules
  $ apono-connector modules serve --packages /mnt/terraform-modules`,
  );

const s3Command = (io: Io): Command =>
  withPublishing(
    io,
    new Command("s3")
      .description("Publish to an S3 bucket, as archives.")
      .argument("<url>", "s3://<bucket>/<folder>"),
    async (url) => (await import("../../registry/publish/s3.ts")).S3Target.open(url, io.env),
    `
Uses the standard AWS credentials and region: AWS_PROFILE, AWS_REGION, …

Examples:
  $ apono-connector modules publish s3 s3://my-modules/terraform --dry-run
  $ apono-connector modules publish s3 s3://my-modules`,
  );

/** Adds what all publish commands share. */
function withPublishing(
  io: Io,
  command: Command,
  open: (where: string, options: { address: string }) => Promise<Target>,
  help: string,
): Command {
  return command
    .addOption(packagesOption())
    .addOption(moduleOption())
    .addOption(versionOption())
    .option("-n, --dry-run", "show what would be published, and publish nothing")
    .addHelpText("after", help)
    .action(async (where: string, options: PublishCommandOptions & { address: string }) => {
      const version = checkedVersion(options.as);
      const { readPackages } = await import("../../registry/package/packages.ts");
      const { publish } = await import("../../registry/publish/publish.ts");
      const all = await readPackages(options.packages);
      const packages = all.filter(
        (each) =>
          each.version === version &&
          (options.module === undefined || options.module.includes(each.module)),
      );
      const wanted = options.module ?? [];
      const missing = wanted.find((name) => !packages.some(({ module }) => module === name));
      if (packages.length === 0 || missing !== undefined)
        throw noSuchPackage(missing ?? "any module", version, options.packages);
      await publish(io, packages, await open(where, options), { dryRun: options.dryRun ?? false });
    });
}
