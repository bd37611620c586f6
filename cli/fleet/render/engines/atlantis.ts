import { basename } from "node:path";
import { gated, stagesOf } from "../../../../fleet/stages";
import { ATLANTIS_CONFIG, type Engine, gateCommand, heading, rootFolder } from "../rendering";
import { yaml } from "../yaml";

/**
 * A project for each root, in groups that are applied one after another.
 * https://www.runatlantis.io/docs/repo-level-atlantis-yaml
 */
export const atlantis: Engine = (rendering) => {
  const waits = gated(rendering.fleet);
  const projects = stagesOf(rendering.fleet).flatMap(({ members }, group) =>
    members.map((member) => ({
      name: member.name,
      dir: rootFolder(member),
      execution_order_group: group,
      ...(waits.has(member) && { workflow: GATED }),
      autoplan: { when_modified: ["*.tf", ".terraform.lock.hcl"], enabled: true },
    })),
  );
  const content = yaml({
    version: 3,
    parallel_plan: true,
    parallel_apply: true,
    abort_on_execution_order_fail: true,
    projects,
    ...(waits.size > 0 && {
      workflows: {
        [GATED]: {
          apply: {
            steps: [
              "apply",
              { run: gateCommand(rendering, '"$(terraform output -raw connector_id)"') },
            ],
          },
        },
      },
    }),
  });
  const head = heading(basename(rendering.file)) + (waits.size > 0 ? SERVER_SETTINGS : "");
  return [{ path: ATLANTIS_CONFIG, content: head + content }];
};

/** The workflow of a connector that must be connected before the next wave. */
const GATED = "apono-connected";

/** A server refuses a workflow of the repository by default. https://www.runatlantis.io/docs/server-side-repo-config */
const SERVER_SETTINGS = `# The server's configuration of this repository needs, for the workflow below:
#   allow_custom_workflows: true
#   allowed_overrides: [workflow]

`;
