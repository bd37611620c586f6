import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { readModule } from "../../../cli/validate/read/folder";
import { Terraform } from "../../../sandbox/terraform";
import { CALLER, callOf } from "./call";
import type { Variant } from "./variant";

/** A diagnostic of `terraform validate`, with what tells whose it is. */
interface Said {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
  readonly range?: { readonly filename: string };
}

const PROVIDERS = {
  aws: { source: "hashicorp/aws", version: "5.100.0" },
  helm: { source: "hashicorp/helm", version: ">= 3.1, < 4" },
  kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.36, < 4" },
};

/** What `terraform validate` has against each variant: the first error, or undefined where it is valid. */
export type Verdicts = ReadonlyMap<Variant, string | undefined>;

/**
 * Terraform's verdict on many variants in one run: each is a module that one root calls, and a diagnostic names the
 * variant's file. A mistake that Terraform finds early hides later ones, so what nothing was said of is judged again
 * without the others, until Terraform calls all that is left valid.
 */
export class TerraformVerdicts {
  private readonly terraform: Terraform;
  private initialized: Promise<unknown> | undefined;
  /** How often Terraform ran. */
  runs = 0;

  constructor(
    private readonly folder: string,
    providers: readonly (keyof typeof PROVIDERS)[],
    extraMirrors: readonly string[] = [],
  ) {
    this.terraform = new Terraform(folder, { extraMirrors });
    const required = Object.fromEntries(providers.map((name) => [name, PROVIDERS[name]]));
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({
        terraform: { required_providers: required },
        ...CALLER,
      }),
    );
  }

  async judge(variants: readonly Variant[]): Promise<Verdicts> {
    this.initialized ??= this.terraform.init();
    await this.initialized;
    const errors = new Map<Variant, string | undefined>();
    let left = variants;
    while (left.length > 0) {
      const said = await this.errorsOf(left);
      for (const [variant, error] of said) errors.set(variant, error);
      if (said.size === 0) break;
      left = left.filter((variant) => !said.has(variant));
    }
    for (const variant of left) errors.set(variant, undefined);
    return errors;
  }

  dispose(): void {
    this.terraform.dispose();
  }

  /** The errors of one run; of each half by itself where it can't be told whose an error is. */
  private async errorsOf(variants: readonly Variant[]): Promise<ReadonlyMap<Variant, string>> {
    const named = new Map(variants.map((variant, index) => [`v${index}`, variant]));
    const said = (await this.run(named)).filter(({ severity }) => severity === "error");
    const [first] = variants;
    if (first !== undefined && variants.length === 1)
      return new Map(said.slice(0, 1).map((error) => [first, textOf(error)]));
    const found = assigned(said, named);
    if (found.size > 0 || said.length === 0) return found;
    const half = Math.ceil(variants.length / 2);
    return new Map([
      ...(await this.errorsOf(variants.slice(0, half))),
      ...(await this.errorsOf(variants.slice(half))),
    ]);
  }

  private async run(named: ReadonlyMap<string, Variant>): Promise<readonly Said[]> {
    const written = new Set<string>();
    const write = (path: string, text: string) => {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), text);
      written.add(path.split("/")[0]!);
    };
    const manifest = [{ Key: "", Source: "", Dir: "." }];
    for (const [name, { files }] of named) {
      for (const [file, text] of Object.entries(files)) write(`${name}/${file}`, text);
      write(`call_${name}.tf`, callOf(name, await readModule(name, files)));
      manifest.push({ Key: name, Source: `./${name}`, Dir: name });
    }
    write(".terraform/modules/modules.json", JSON.stringify({ Modules: manifest }));
    written.delete(".terraform");
    this.runs++;
    const { stdout, stderr } = await this.terraform.run(["validate", "-json"]);
    for (const path of written) rmSync(join(this.folder, path), { recursive: true, force: true });
    return diagnostics(stdout, stderr);
  }
}

function diagnostics(stdout: string, stderr: string): readonly Said[] {
  try {
    return (JSON.parse(stdout) as { diagnostics: readonly Said[] }).diagnostics;
  } catch {
    throw new Error(`terraform validate gave no answer:\n${stdout}${stderr}`);
  }
}

/** Each error to the variant that it speaks of; those of which it can't be told are left out. */
function assigned(
  errors: readonly Said[],
  named: ReadonlyMap<string, Variant>,
): ReadonlyMap<Variant, string> {
  const found = new Map<Variant, string>();
  for (const error of errors) {
    const { summary, detail = "", address = "", range } = error;
    // The file says it best; a cycle, for one, has none.
    const names = [range?.filename ?? "", address, `${detail} ${summary}`]
      .map((place) => new Set(place.match(/(?<![\w-])v\d+(?![\w-])|(?<=\bcall_)v\d+\b/g)))
      .find(({ size }) => size > 0);
    const [name, other] = names ?? [];
    const variant = named.get(name ?? "");
    if (variant !== undefined && other === undefined && !found.has(variant))
      found.set(variant, textOf(error));
  }
  return found;
}

const textOf = ({ summary, detail = "" }: Said): string =>
  `${summary}: ${detail}`.replace(/\s+/g, " ").trim();
