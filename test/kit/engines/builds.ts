import type { GoBuild, GoFiles } from "../go-build";
import { type Replacement, goVersionOf, publishedGoMod, replacementsOf } from "../go-modules";

/** The two programs that apply Terraform's language. */
export type EngineName = "terraform" | "opentofu";

/** How an engine is built from the Go module that its makers publish. */
export interface EngineSource {
  readonly name: EngineName;
  readonly version: string;
  readonly build: GoBuild;
}

/** The file of each engine. */
export const BINARY: Readonly<Record<EngineName, string>> = {
  terraform: "terraform",
  opentofu: "tofu",
};

const MODULE: Readonly<Record<EngineName, string>> = {
  terraform: "github.com/hashicorp/terraform",
  opentofu: "github.com/opentofu/opentofu",
};

const COMMAND: Readonly<Record<EngineName, string>> = {
  terraform: MODULE.terraform,
  opentofu: `${MODULE.opentofu}/cmd/tofu`,
};

/**
 * Terraform's remote state backends are modules of its repository that are not published with its versions. The tests need
 * the one for S3, which was published last in April 2025; it fits later versions, too.
 */
const S3_BACKEND = {
  module: `${MODULE.terraform}/internal/backend/remote-state/s3`,
  version: "v0.0.0-20250409131005-35645b8fca68",
} as const;

/** The engines of the matrix that a machine needn't have: the oldest OpenTofu that is promised, and newer ones of both. */
export const ENGINE_SOURCES: readonly EngineSource[] = (
  [
    ["terraform", "1.13.3"],
    ["opentofu", "1.11.0"],
    ["opentofu", "1.12.6"],
  ] as const
).map(([name, version]) => ({ name, version, build: engineBuild(name, version) }));

function engineBuild(name: EngineName, version: string): GoBuild {
  return {
    name: `${name}-${version}`,
    version: name === "terraform" ? `${version} ${S3_BACKEND.version}` : version,
    module: () => engineModule(name, version),
    commands: { [BINARY[name]]: COMMAND[name] },
    takes: "about three minutes on two processors",
    // Else it calls itself a development version, which a `required_version` treats otherwise.
    ldflags: `-s -w -X ${MODULE[name]}/version.dev=no`,
  };
}

async function engineModule(name: EngineName, version: string): Promise<GoFiles> {
  const goMod = await publishedGoMod(MODULE[name], version);
  const replacements = replacementsOf(goMod).map((each): Replacement =>
    each.module === S3_BACKEND.module
      ? {
          module: each.module,
          line: `replace ${each.module} => ${each.module} ${S3_BACKEND.version}`,
        }
      : each,
  );
  const folders = replacements.flatMap(({ module, folder }) =>
    folder === undefined ? [] : [[folder, module] as const],
  );
  return {
    "go.mod": [
      "module build",
      `go ${goVersionOf(goMod)}`,
      `require ${MODULE[name]} v${version}`,
      ...replacements.map(({ line }) => line),
      "",
    ].join("\n\n"),
    ...Object.fromEntries(
      folders.flatMap(([folder, module]) => [
        [`${folder}/go.mod`, `module ${module}\n\ngo ${goVersionOf(goMod)}\n`],
        [`${folder}/backend.go`, LEFT_OUT_BACKEND],
      ]),
    ),
  };
}

/** In place of the other remote state backends: what is applied with local state is the same without them. */
const LEFT_OUT_BACKEND = `package backend

import "${MODULE.terraform}/internal/backend"

func New() backend.Backend { panic("this build of Terraform has no such state backend") }
`;
