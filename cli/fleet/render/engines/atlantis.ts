import { basename } from "node:path";
import { gated, stagesOf } from "../../../../fleet/stages";
import { type Engine, gateCommand, heading, rootFolder } from "../rendering";
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
      workflow: waits.has(member) ? GATED : "default",
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
  return [{ path: "atlantis.yaml", content: heading(basename(rendering.file)) + content }];
};

/** The workflow of a connector that must be connected before the next wave. */
const GATED = "apono-connected";
