import { join } from "node:path";
import { cdktfArguments } from "../sandbox/cdktf";
import { CommandError, type Env } from "../sandbox/processes";
import { type PlannedChange, Terraform, diagnosticMessages } from "../sandbox/terraform";
import { runDemoCdktf } from "./cdktf";
import { CommandFailure } from "./reason";
import type { SubnetKind } from "./subnets";

/** The stack that is deployed; the same as in main.ts. */
export const STACK = "ecs-connector";

/** Obviously no token of anybody. */
export const DEMO_TOKEN = "apono-demo-token/not-a-real-one/0123456789";

/** What {@link Deployment} needs. */
export interface DeploymentProps {
  readonly kind: SubnetKind;
  readonly subnetId: string;
  /** Folder of this deployment only: its state, and what is synthesized. */
  readonly folder: string;
  /** Points AWS clients at the emulator. */
  readonly awsEnv: Env;
}

/** One deployment of the stack, with the commands that a user would type. */
export class Deployment {
  readonly connectorId: string;
  /** Everything that the commands wrote. */
  commandOutput = "";
  readonly stateFile: string;

  private readonly outputFolder: string;
  private readonly terraform: Terraform;

  constructor({ folder, kind, subnetId, awsEnv }: DeploymentProps) {
    this.connectorId = `demo-${kind}`;
    this.outputFolder = join(folder, "cdktf.out");
    this.stateFile = join(folder, "terraform.tfstate");
    this.terraform = new Terraform(join(this.outputFolder, "stacks", STACK), {
      env: {
        ...awsEnv,
        APONO_BACKEND: JSON.stringify({ local: { path: this.stateFile } }),
        TF_VAR_subnetIds: JSON.stringify([subnetId]),
        TF_VAR_connectorId: this.connectorId,
      },
    });
  }

  /** `cdktf deploy ecs-connector --auto-approve` */
  async deploy(): Promise<void> {
    await this.cdktf(cdktfArguments("deploy", STACK), { TF_VAR_APONO_TOKEN: DEMO_TOKEN });
  }

  /** `cdktf destroy ecs-connector --auto-approve`: it takes no token. */
  async destroy(): Promise<void> {
    await this.cdktf(cdktfArguments("destroy", STACK), {});
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
