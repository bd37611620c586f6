import { join } from "node:path";
import { cdktfArguments } from "../../test/kit/cdktf";
import { PROJECT_ROOT } from "../../test/kit/paths";
import { CommandError, type Env, type RunResult, run } from "../../test/kit/processes";
import { type PlannedChange, Terraform, diagnosticMessages } from "../../test/kit/terraform";
import type { DemoApono } from "./apono";
import { runDemoCdktf } from "./cdktf";
import { CommandFailure } from "./failure-reason";
import type { SubnetKind } from "./subnets";

/** The connector's stack in main.ts. */
export const STACK = "ecs-connector";

/** The integration's stack in main.ts. */
const INTEGRATION = "apono-integration";

/** A token that is obviously not real. */
export const DEMO_TOKEN = "apono-demo-token/not-a-real-one/0123456789";

/** What {@link Deployment} needs. */
export interface DeploymentProps {
  readonly kind: SubnetKind;
  readonly subnetId: string;
  /** Folder of this deployment, for its state and synthesized files. */
  readonly folder: string;
  readonly apono: DemoApono;
}

/** A deployment of the connector and its integration, with the commands that a user runs. */
export class Deployment {
  /** Names of the deployed stacks. */
  readonly stacks: readonly string[];
  /** Output of all commands. */
  commandOutput = "";

  private readonly apono: DemoApono;
  private readonly outputFolder: string;
  private readonly terraform: Terraform;

  constructor({ folder, kind, subnetId, apono }: DeploymentProps) {
    this.apono = apono;
    this.stacks = apono.mirrors === undefined ? [STACK] : [STACK, INTEGRATION];
    this.outputFolder = join(folder, "cdktf.out");
    this.terraform = new Terraform(join(this.outputFolder, "stacks", STACK), {
      extraMirrors: apono.mirrors ?? [],
      env: {
        ...apono.env,
        APONO_BACKEND: JSON.stringify({ local: { path: join(folder, "{stack}.tfstate") } }),
        TF_VAR_subnetIds: JSON.stringify([subnetId]),
        TF_VAR_connectorId: `demo-${kind}`,
        ...(apono.mirrors && { APONO_CONNECTOR_STACK: STACK, APONO_INTEGRATION: "account" }),
      },
    });
  }

  /** `cdktf synth`, and `terraform init` in the folder of the stack. */
  async synth(): Promise<void> {
    await this.cdktf(["synth"], {});
    await this.terraform.init();
  }

  /** Outputs according to `terraform plan` for a subnet, before the deployment. */
  async outputsFor(subnetId: string): Promise<Record<string, unknown>> {
    const { plan, output } = await this.terraform.plan({
      env: { TF_VAR_APONO_TOKEN: DEMO_TOKEN, TF_VAR_subnetIds: JSON.stringify([subnetId]) },
    });
    this.commandOutput += output;
    const outputs = Object.entries(plan?.planned_values?.outputs ?? {});
    return Object.fromEntries(outputs.map(([name, { value }]) => [name, value]));
  }

  /** `cdktf deploy ecs-connector apono-integration --auto-approve` */
  async deploy(): Promise<void> {
    await this.cdktf(cdktfArguments("deploy", ...this.stacks), { TF_VAR_APONO_TOKEN: DEMO_TOKEN });
  }

  /** `apono-connector status --wait` */
  async status(): Promise<RunResult> {
    const command = join(PROJECT_ROOT, "cli", "apono-connector.js");
    const result = await run(process.execPath, [command, "status", "--wait", "60"], {
      cwd: PROJECT_ROOT,
      env: { ...this.terraform.env, ...this.apono.runningEnv, NO_COLOR: "1" },
    });
    this.commandOutput += result.stdout + result.stderr;
    return result;
  }

  /** `cdktf destroy ecs-connector apono-integration --auto-approve`, without the connector's token. */
  async destroy(): Promise<void> {
    await this.cdktf(cdktfArguments("destroy", ...this.stacks), {});
  }

  /** Changes according to `terraform plan -detailed-exitcode` in the connector's stack. */
  async planAgain(): Promise<readonly PlannedChange[]> {
    const plan = await this.terraform.plan({
      detailedExitcode: true,
      env: { TF_VAR_APONO_TOKEN: DEMO_TOKEN },
    });
    this.commandOutput += plan.output;
    return plan.changes;
  }

  /** The stack's outputs, by name. */
  outputs(): Promise<Record<string, unknown>> {
    return this.terraform.output();
  }

  /** Addresses in the state; empty after a destroy. */
  resources(): Promise<string[]> {
    return this.terraform.stateList();
  }

  dispose(): void {
    this.terraform.dispose();
  }

  private async cdktf(args: readonly string[], env: Env): Promise<void> {
    try {
      await runDemoCdktf(args, this.outputFolder, { ...this.terraform.env, ...env }, (text) => {
        this.commandOutput += text;
      });
    } catch (error) {
      throw error instanceof CommandError
        ? new CommandFailure(`cdktf ${args.join(" ")}`, error.result, await this.findings(env))
        : error;
    }
  }

  /** Terraform's error messages, from a plan: cdktf can lose the last lines of Terraform's output. */
  private async findings(env: Env): Promise<string[]> {
    const plan = await this.terraform.plan({ env, check: false }).catch(() => undefined);
    return plan === undefined ? [] : diagnosticMessages(plan);
  }
}
