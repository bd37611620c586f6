import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import semver from "semver";
import { TERRAFORM_VERSION } from "../../lib/provider-requirements";
import { readWithin } from "../files/read-within";
import { PROJECT_ROOT, isCheckout } from "../project";
import { type Result, ok, problem, skipped, unknown, warning } from "./results";
import type { Env } from "../terminal/io";

/** Checks the tools that a deployment needs. */
export async function checkTools(env: Env): Promise<Result[]> {
  const terraform = await checkTerraform(env);
  const isTofu = terraform.data?.["product"] === "OpenTofu";
  return [
    checkNode(process.versions.node),
    terraform,
    // Without the stacks, modules are deployed, by Terraform.
    ...(isCheckout() ? [checkCdktf()] : []),
    await checkProviders(env, isTofu),
  ];
}

/** @param version `process.versions.node` */
export function checkNode(version: string): Result {
  const { engines } = packageJson(PROJECT_ROOT) as { engines: { node: string } };
  const data = { version, required: engines.node };
  return semver.satisfies(version, engines.node)
    ? ok("tools.node", `Node ${version}.`, { data })
    : problem("tools.node", `Node ${version} is too old: version ${engines.node} is required.`, {
        fix: "Install a supported version: https://nodejs.org",
        data,
      });
}

/** Checks Terraform or OpenTofu. TERRAFORM_BINARY_NAME chooses the binary, for cdktf too. */
export async function checkTerraform(env: Env): Promise<Result> {
  const binary = env["TERRAFORM_BINARY_NAME"] || "terraform";
  const version = await versionOf(binary, env);
  if (version === "absent") {
    const tofu = binary !== "tofu" && (await versionOf("tofu", env)) !== "absent";
    return problem("tools.terraform", `${binary} is not on the PATH.`, {
      fix: tofu
        ? "Use OpenTofu, which is installed: export TERRAFORM_BINARY_NAME=tofu"
        : installation(binary),
      data: { binary },
    });
  }
  if (version === "unreadable")
    return unknown("tools.terraform", `\`${binary} version\` prints no version.`, {
      fix: "Run it yourself to see what it prints.",
      data: { binary },
    });
  const { product, number } = version;
  const data = { binary, product, version: number, required: TERRAFORM_VERSION };
  return semver.satisfies(semver.coerce(number) ?? number, TERRAFORM_VERSION)
    ? ok("tools.terraform", `${product} ${number}.`, { data })
    : problem(
        "tools.terraform",
        `${product} ${number} is too old: version ${TERRAFORM_VERSION} is required, for write-only arguments.`,
        { fix: `Install a newer ${product}.`, data },
      );
}

/** How to install Terraform or OpenTofu. */
const installation = (binary: string): string =>
  /^(open)?tofu/i.test(basename(binary))
    ? `Install OpenTofu ${TERRAFORM_VERSION}: https://opentofu.org/docs/intro/install`
    : `Install Terraform ${TERRAFORM_VERSION}: https://developer.hashicorp.com/terraform/install`;

async function versionOf(
  binary: string,
  env: Env,
): Promise<{ product: string; number: string } | "absent" | "unreadable"> {
  try {
    // Not -json: only the text says whether it is Terraform or OpenTofu.
    const { stdout } = await promisify(execFile)(binary, ["version"], {
      timeout: 20_000,
      env: { ...env, CHECKPOINT_DISABLE: "1" },
    });
    const [, product, number] = /^(Terraform|OpenTofu) v(\S+)/m.exec(stdout) ?? [];
    return product === undefined || number === undefined ? "unreadable" : { product, number };
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "absent" : "unreadable";
  }
}

/** @param packages the folder `node_modules` */
export function checkCdktf(packages = join(PROJECT_ROOT, "node_modules")): Result {
  // After moving to its continuation: docs/guides/cdktn.md
  const name = ["cdktf", "cdktn"].find((each) => existsSync(join(packages, `${each}-cli`)));
  if (name === undefined)
    return problem("tools.cdktf", "cdktf is not installed.", { fix: "npm ci" });
  const { version } = packageJson(join(packages, `${name}-cli`)) as { version: string };
  return ok("tools.cdktf", `${name} ${version}.`, { data: { version } });
}

/** Checks that Terraform or OpenTofu can get its providers: from configured mirrors, else from the registry. */
export async function checkProviders(env: Env, isTofu: boolean): Promise<Result> {
  const id = "tools.providers";
  const engine = isTofu ? "OpenTofu" : "Terraform";
  const named = env["TF_CLI_CONFIG_FILE"] || undefined;
  if (named !== undefined && !existsSync(named))
    return warning(id, `TF_CLI_CONFIG_FILE: the file ${named} does not exist.`, {
      detail: [`${engine} only warns about it, and uses none of its settings.`],
      fix: "Correct or unset TF_CLI_CONFIG_FILE.",
    });
  const file = named ?? join(homedir(), isTofu ? ".tofurc" : ".terraformrc");
  if (existsSync(file) && /^\s*provider_installation\b/m.test(readWithin(file).toString("utf8")))
    return ok(id, `Providers come from the sources in ${file}.`, { data: { configuration: file } });
  const registry = `registry.${isTofu ? "opentofu.org" : "terraform.io"}`;
  if (env["HTTPS_PROXY"] ?? env["https_proxy"])
    return skipped(id, `${registry}: not tried, because ${engine} uses HTTPS_PROXY.`);
  const why = await unreachable(`https://${registry}/.well-known/terraform.json`);
  return why === undefined
    ? ok(id, `${registry} can be reached; ${engine} gets its providers there.`, {
        data: { registry },
      })
    : warning(id, `${registry} can't be reached from here (${why}).`, {
        fix: `Set HTTPS_PROXY if a proxy is needed, or configure a mirror: https://developer.hashicorp.com/terraform/cli/config/config-file#provider-installation`,
        data: { registry },
      });
}

/** Why a URL can't be fetched; undefined if it can. */
export async function unreachable(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    const { ok: good, status } = response;
    await response.body?.cancel();
    return good ? undefined : `HTTP ${status}`;
  } catch (error) {
    const { cause, name } = error as Error & { cause?: { code?: string } };
    return cause?.code ?? name;
  }
}

const packageJson = (folder: string): unknown =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
