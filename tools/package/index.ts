/**
 * Makes what the npm package has besides the sources' data: `npm pack` and `npm publish` run it (`prepack`).
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { transformSync } from "@swc/core";
import { noticeOf } from "./third-party";

interface Build {
  readonly buildCommand: () => string;
  readonly bundleCommand: () => { readonly metafile: { readonly inputs: object } };
}

const load = createRequire(__filename);
const { buildCommand, bundleCommand } = load("../build") as Build;
const ROOT = join(__dirname, "..", "..");
const CONSTRUCTS = join(ROOT, "dist", "constructs");

/** Copied: installing its package would run node-gyp. cli/terraform/hcl-parser.ts reads it. */
const GRAMMAR = "node_modules/@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm";

buildCommand();
copyFileSync(join(ROOT, GRAMMAR), join(ROOT, "dist", basename(GRAMMAR)));
writeFileSync(
  join(ROOT, "dist", "THIRD-PARTY.txt"),
  noticeOf(ROOT, [...Object.keys(bundleCommand().metafile.inputs), GRAMMAR]),
);
buildConstructs();

/** Compiles the constructs with their types. */
function buildConstructs(): void {
  rmSync(CONSTRUCTS, { recursive: true, force: true });
  const compiler = load.resolve("typescript/bin/tsc");
  execFileSync(process.execPath, [compiler, "--project", join(__dirname, "tsconfig.json")], {
    stdio: ["ignore", 2, 2],
  });
  loadOnDemand("modules/constructs");
}

/** Compiles a file that exports others so that each is loaded when it is first used: some need packages that others don't. */
function loadOnDemand(file: string): void {
  const source = readFileSync(join(ROOT, `${file}.ts`), "utf8");
  const imports = [...source.matchAll(/from "(\.[^"]+)"/g)].map(([, path]) => path!);
  const { code } = transformSync(source, {
    jsc: { target: "es2022", parser: { syntax: "typescript" } },
    module: { type: "commonjs", lazy: imports, exportInteropAnnotation: true },
    swcrc: false,
    configFile: false,
  });
  writeFileSync(join(CONSTRUCTS, `${file}.js`), code);
}
