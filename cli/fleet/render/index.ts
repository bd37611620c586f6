import { basename, isAbsolute } from "node:path";
import type { Member } from "../../../fleet/fleet";
import { ENGINES, HOSTED } from "./engines";
import type { EngineName } from "./engines/names";
import { cantRender } from "./errors";
import { ROOTS, type RenderedFile, type Rendering, heading } from "./rendering";
import { rootOf } from "./root";

/**
 * All files of a fleet for an engine: a root for each connector, and what the engine needs.
 *
 * @throws CommandFailure that names every connector that lacks something
 */
export function render(rendering: Rendering, engine: EngineName): readonly RenderedFile[] {
  const { members } = rendering.fleet;
  const lacks = members.flatMap((member) => lacking(member, engine));
  if (lacks.length > 0) throw cantRender(rendering.file, [...new Set(lacks)]);
  return [
    {
      path: `${ROOTS}/.gitignore`,
      content: `${heading(basename(rendering.file))}.terraform/\n.terragrunt-cache/\n`,
    },
    ...members.map((member) => rootOf(member, rendering)),
    ...ENGINES[engine](rendering),
  ];
}

/** What a root has no other place for. */
function lacking({ name, source, backend, region, profile }: Member, engine: EngineName): string[] {
  return [
    ...(source === undefined
      ? [
          'modules is missing: say where the modules come from, such as modules: { source: "app.terraform.io/acme/apono-{module}/aws", version: 1.0.0 }.',
        ]
      : []),
    ...(backend === undefined
      ? ["backend is missing: say where the states are kept, with {name} in the settings."]
      : []),
    ...(backend !== undefined && engine === "hcp-terraform" && !isWorkspace(backend)
      ? ["backend must be cloud, with an organization and workspaces: { name: apono-{name} }."]
      : []),
    ...(engine === "terragrunt" && source?.source.startsWith(".")
      ? [
          "modules.source is a folder beside the file, and Terragrunt runs each root in a copy elsewhere. Use a registry, git or an absolute path.",
        ]
      : []),
    ...(engine === "terragrunt" &&
    backend?.[0] === "local" &&
    !isAbsolute(String(backend[1]["path"]))
      ? ["backend.local.path must be absolute: Terragrunt runs each root in a copy elsewhere."]
      : []),
    ...(region === undefined ? [`${name} has no region. Set it here or in defaults.`] : []),
    ...(profile !== undefined && HOSTED.includes(engine)
      ? [`${name} has a profile, which runners of ${engine} don't have. Use assumeRole.`]
      : []),
  ];
}

const isWorkspace = ([type, { workspaces }]: NonNullable<Member["backend"]>) =>
  type === "cloud" &&
  typeof (workspaces as { readonly name?: unknown } | undefined)?.name === "string";
