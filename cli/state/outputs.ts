import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { type StateLocation, stateLocation } from "../../lib/backend";
import { BACKEND_VARIABLE } from "../../stacks/backend-variable";
import { noEngine, noStacksHere, notDeployed, unreadableState } from "./errors";
import { PROJECT_ROOT, isCheckout } from "../project";
import { inTempFolder } from "../files/temp-folder";
import type { Env } from "../terminal/io";

/** A stack's outputs by name. */
export type StackOutputs = Readonly<Record<string, unknown>>;

/**
 * Reads the outputs of a stack of this project from its state, in any backend. Terraform reads them with
 * terraform_remote_state in a temporary root, so that the stack is not initialised, locked or changed, and no provider
 * is needed.
 *
 * @param given where its state is @default - as APONO_BACKEND or backend.json says
 * @throws CommandFailure if the stack is not deployed, or its state can't be read
 */
export async function stackOutputs(
  stack: string,
  env: Env,
  given?: StateLocation,
): Promise<StackOutputs> {
  const location = given ?? configuredLocation(stack, env);
  return inTempFolder("apono-status-", async (folder, signal) => {
    writeFileSync(
      join(folder, "main.tf.json"),
      asLiteral({
        data: {
          terraform_remote_state: { stack: { ...location, ...workspaceOf(location.backend, env) } },
        },
        output: { read: { value: "{outputs}", sensitive: true } },
      }),
    );
    const terraform = async (...args: readonly string[]) =>
      (
        await promisify(execFile)(engine(env), args, {
          cwd: folder,
          env: engineEnv(env, folder),
          maxBuffer: 100_000_000,
          signal,
        })
      ).stdout;
    try {
      await terraform("init", "-input=false", "-no-color");
      await terraform("plan", "-input=false", "-no-color", "-lock=false", "-out=plan");
      const shown = JSON.parse(await terraform("show", "-json", "plan")) as Plan;
      const outputs = shown.planned_values?.outputs?.["read"]?.value ?? {};
      if (Object.keys(outputs).length === 0) throw notDeployed(stack, placeOf(location));
      return outputs;
    } catch (error) {
      throw explained(error, stack, placeOf(location), env);
    }
  });
}

function configuredLocation(stack: string, env: Env): StateLocation {
  if (!isCheckout() && !env[BACKEND_VARIABLE]) throw noStacksHere(BACKEND_VARIABLE);
  const source = { root: PROJECT_ROOT, variable: BACKEND_VARIABLE, env };
  return stateLocation(stack, source, join(PROJECT_ROOT, "cdktf.out"));
}

interface Plan {
  readonly planned_values?: {
    readonly outputs?: Readonly<Record<string, { readonly value?: StackOutputs }>>;
  };
}

const engine = (env: Env) => env["TERRAFORM_BINARY_NAME"] || "terraform";

/** JSON in which Terraform evaluates nothing but the one reference. */
const asLiteral = (root: object) =>
  JSON.stringify(root, null, 2)
    .replace(/([$%])\{/g, "$1$1{")
    .replace('"{outputs}"', '"${data.terraform_remote_state.stack.outputs}"');

/** TF_WORKSPACE selects a workspace of the stack's state, not of the temporary root. */
function workspaceOf(backend: string, env: Env): { workspace?: string } {
  const workspace = env["TF_WORKSPACE"];
  return workspace && backend !== "remote" ? { workspace } : {};
}

/** The environment without variables for the stack's own commands, and without Apono's API token. */
const engineEnv = (env: Env, folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(
    Object.entries(env).filter(
      ([name]) => !/^(TF_VAR_|TF_CLI_ARGS|TF_WORKSPACE$|APONO_PERSONAL_TOKEN$)/.test(name),
    ),
  ),
  TF_DATA_DIR: join(folder, "data"),
  TF_IN_AUTOMATION: "1",
  CHECKPOINT_DISABLE: "1",
});

const placeOf = ({ backend, config }: { backend: string; config: Record<string, unknown> }) =>
  backend === "local" ? String(config["path"]) : `the backend ${backend}`;

function explained(error: unknown, stack: string, place: string, env: Env): unknown {
  const { code, stderr } = Object(error) as { code?: unknown; stderr?: string };
  if (code === "ENOENT") return noEngine(engine(env));
  if (typeof stderr !== "string") return error;
  if (/Unable to find remote state/.test(stderr)) return notDeployed(stack, place);
  return unreadableState(stack, place, stderr.replace(/[│╷╵]/g, "").replace(/\s+/g, " ").trim());
}
