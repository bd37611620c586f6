import { join } from "node:path";
import { cdktfArguments } from "../../test/kit/cdktf";
import { PROJECT_ROOT } from "../../test/kit/paths";
import { CommandError, type Env, type RunResult, run } from "../../test/kit/processes";
import { type PlannedChange, Terraform, diagnosticMessages } from "../../test/kit/terraform";
import type { DemoApono } from "./apono";
import { runDemoCdktf } from "./cdktf";
import { CommandFailure } from "./reason";
import type { SubnetKind } from "./subnets";

/** The stack that is deployed; the same as in main.ts. */
export const STACK = "ecs-connector";

/** The stack that makes the integration in Apono. */
const INTEGRATION = "apono-integration";

/** Obviously no token of anybody. */
export const DEMO_TOKEN = "apono-demo-token/not-a-real-one/0123456789";

/** What {@link Deployment} needs. */
export interface DeploymentProps {
  readonly kind: SubnetKind;
  readonly subnetId: string;
  /** Folder of this deployment only: its state, and what is synthesized. */
  readonly folder: string;
  readonly apono: DemoApono;
}

/** One deployment of the connector and of its integration, with the commands that a user would type. */
export class Deployment {
  /** What one command deploys. */
  readonly stacks: readonly string[];
  /** Everything that the commands wrote. */
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

  /** `terraform plan` for a subnet, before anything is deployed: what the outputs would be. */
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

  /** `cdktf destroy ecs-connector apono-integration --auto-approve`: it takes no token of a connector. */
  async destroy(): Promise<void> {
    await this.cdktf(cdktfArguments("destroy", ...this.stacks), {});
  }

  /** `terraform plan -detailed-exitcode` in the folder of the synthesized stack: what would change now. */
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

  /** Addresses in the state; none after a destroy. */
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

  /** What Terraform itself has to say: cdktf may lose the last lines of what it ran. */
  private async findings(env: Env): Promise<string[]> {
    const plan = await this.terraform.plan({ env, check: false }).catch(() => undefined);
    return plan === undefined ? [] : diagnosticMessages(plan);
  }
}
