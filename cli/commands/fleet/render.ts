import { Command, Option } from "commander";
import { openFleet } from "../../fleet/open";
import { ENGINE_NAMES, type EngineName } from "../../fleet/render/engines/names";
import { projectVersion } from "../../project";
import type { Io } from "../../terminal/io";

interface RenderOptions {
  readonly engine: EngineName;
  readonly output: string;
  readonly fromCdktf?: true;
}

/** `fleet render` */
export const renderCommand = (io: Io): Command =>
  new Command("render")
    .description("Write a Terraform root for each connector, and what an engine needs to run them.")
    .argument(
      "[file]",
      "fleet file (default: APONO_FLEET, or fleet.yaml, fleet.yml or fleet.json here)",
    )
    .addOption(
      new Option("-e, --engine <engine>", "what runs the roots")
        .choices(ENGINE_NAMES)
        .makeOptionMandatory(),
    )
    .option("-o, --output <folder>", "folder to write to, such as a repository's root", ".")
    .option("--from-cdktf", "take over what cdktf deployed from this file: nothing is made anew")
    .addHelpText(
      "after",
      `
Each root is plain Terraform in connectors/<name>: the module's call with source and version (modules in the file), the
provider with the role to assume, the backend, and a variable for the token. No file holds a token. Engines:

  terraform       the roots alone
  terragrunt      a unit for each root, with what is applied before it
  github-actions  a workflow: plans on pull requests, applies on main, drift at night
  gitlab          the same as child pipelines, to include in .gitlab-ci.yml
  atlantis        projects in groups, one after another
  hcp-terraform   a root with workspaces, variables and runs (provider tfe)

Where the fleet has waves, a wave starts when the connectors of the one before are connected (status --wait). Rendering
again writes what changed. A connector that is no longer in the file keeps its root, with the command that destroys it.

With --from-cdktf, each root has a moved.tf, by which Terraform moves what the connector's stack has in its state (the
same backend) below the module's call. When every root was applied, render without it: the files are deleted.

Exit codes: 0 written, 1 mistakes in the file, 2 could not render.

Examples:
  $ apono-connector fleet render --engine github-actions
  $ apono-connector fleet render fleet.yaml --engine terragrunt --output live
  $ apono-connector fleet render --engine atlantis --from-cdktf
  $ cd live/connectors && terragrunt run --all apply`,
    )
    .action(async (given: string | undefined, { engine, output, fromCdktf }: RenderOptions) => {
      const { file, fleet } = await openFleet(io, given);
      const { render } = await import("../../fleet/render/index.ts");
      const { write } = await import("../../fleet/render/write.ts");
      const { report, warnOfLocalStates } = await import("../../fleet/render/report.ts");
      const rendering = { fleet, file, output, version: projectVersion() };
      const files = render(rendering, engine);
      // Loads cdktf: it takes half a second.
      const moved = fromCdktf
        ? (await import("../../fleet/render/moved.ts")).movedFiles(rendering)
        : [];
      report(io, output, write(output, [...files, ...moved]));
      warnOfLocalStates(io, fleet.members, engine);
    });
