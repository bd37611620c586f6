import { basename } from "node:path";
import { OPENTOFU_REGISTRY_HOST, REGISTRY_HOST } from "../plugin-mirrors";

/** The engine that tests run with: what `TERRAFORM_BINARY_NAME` names, cdktf's own variable. */
export const engineBinary = (env: NodeJS.ProcessEnv = process.env): string =>
  env["TERRAFORM_BINARY_NAME"] ?? "terraform";

/** Whether that is OpenTofu, whose command is called `tofu`. */
export const isOpenTofu = (env?: NodeJS.ProcessEnv): boolean =>
  /^(open)?tofu/i.test(basename(engineBinary(env)));

/** What it is called. */
export const engineTitle = (env?: NodeJS.ProcessEnv): "OpenTofu" | "Terraform" =>
  isOpenTofu(env) ? "OpenTofu" : "Terraform";

/** The registry that the engine asks for `hashicorp/aws` and its like. */
export const engineRegistry = (env?: NodeJS.ProcessEnv): string =>
  isOpenTofu(env) ? OPENTOFU_REGISTRY_HOST : REGISTRY_HOST;
