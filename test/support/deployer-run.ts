import type { ModuleName } from "../../modules/module-names";
import type { DeployerStatement } from "../../modules/permissions/deployer";
import {
  type AuthorizationRequest,
  type CallPlace,
  authorizationRequests,
} from "../kit/authorization";
import { denial } from "../kit/authorization/denial";
import type { ApiCall } from "../kit/aws-calls";
import { type FaultProxy, type FaultProxyOptions, startFaultProxy } from "../kit/fault-proxy";
import type { Answer } from "../kit/forwarding";
import type { Terraform } from "../kit/terraform";
import { resourcesOf } from "../kit/terraform-json";
import { type Choice, isAllowed, shippedPolicy } from "./deployer-policy";
import {
  type RecordedStep,
  RECORDED_PLACE,
  asLines,
  isRecording,
  recordingOf,
  withoutIds,
  writeRecording,
} from "./deployer-recording";

/** What calls Terraform with the inputs of a step. */
export interface DeployerSteps {
  readonly terraform: Terraform;
  plan(choice: Choice): Promise<unknown>;
  apply(choice: Choice): Promise<unknown>;
  destroy(choice: Choice): Promise<unknown>;
}

/** The steps of a root that takes the inputs as variables. @param more variables that are no part of the recording */
export const stepsOf = (
  terraform: Terraform,
  more: (choice: Choice) => object = () => ({}),
): DeployerSteps => {
  const vars = (choice: Choice) => ({ ...choice, ...more(choice) });
  return {
    terraform,
    plan: (choice) => terraform.plan({ vars: vars(choice) }),
    apply: (choice) => terraform.apply({ vars: vars(choice) }),
    destroy: (choice) => terraform.destroy({ vars: vars(choice) }),
  };
};

/**
 * Stands before the emulated AWS, denies what the shipped policy does not allow, and notes what is asked of IAM. While
 * it records, it denies nothing.
 */
export class DeployerRun {
  private readonly requested: AuthorizationRequest[] = [];
  private readonly denied: AuthorizationRequest[] = [];
  private policy: readonly DeployerStatement[] = [];
  private requestsOf: ReturnType<typeof authorizationRequests>;

  private constructor(
    private readonly module: ModuleName,
    private readonly place: CallPlace,
  ) {
    this.requestsOf = authorizationRequests(place);
  }

  proxy!: FaultProxy;

  /** Another answer than the emulator's. */
  rewrite: FaultProxyOptions["rewrite"];

  /** @param target the emulator, or what stands before it */
  static async start(module: ModuleName, place: CallPlace, target: string): Promise<DeployerRun> {
    const run = new DeployerRun(module, place);
    run.proxy = await startFaultProxy(target, {
      answer: (call) => run.answer(call),
      rewrite: (call, answer) => run.rewrite?.(call, answer),
    });
    return run;
  }

  stop = (): Promise<void> => this.proxy.stop();

  /**
   * Applies one choice of inputs after the other, and destroys; each with the policies of the choices before and after.
   * Compares what was needed with what is recorded, or records it.
   */
  async through(name: string, choices: readonly Choice[], calls: DeployerSteps): Promise<void> {
    const steps: RecordedStep[] = [];
    for (const [at, inputs] of choices.entries()) {
      this.allow(choices[at - 1] ?? inputs, inputs);
      if (at === 0) await calls.plan(inputs);
      await calls.apply(inputs);
      steps.push(await this.finishStep(inputs, calls.terraform));
    }
    const last = choices.at(-1)!;
    this.allow(last);
    await calls.destroy(last);
    steps.push(await this.finishStep(last, calls.terraform));
    if (isRecording()) writeRecording(this.module, name, steps);
    expect(this.denied).toEqual([]);
    expect(steps).toEqual(recordingOf(this.module)[name]);
  }

  /** From now on the policies of these choices count. @param change of the policy */
  allow(...choices: readonly Choice[]): void {
    this.allowOnly(choices.flatMap((each) => shippedPolicy(this.module, each, this.place)));
  }

  allowOnly(policy: readonly DeployerStatement[]): void {
    this.policy = policy;
  }

  private async finishStep(inputs: Choice, terraform: Terraform): Promise<RecordedStep> {
    const state = await terraform.show();
    const types = resourcesOf(state)
      .map(({ type, mode }) => (mode === "data" ? `data.${type}` : type))
      .filter((type) => /^(data\.)?aws_/.test(type));
    const inAccount = (text: string) =>
      withoutIds(text.replaceAll(this.place.accountId, RECORDED_PLACE.accountId));
    const requests = asLines(this.requested.splice(0)).map(inAccount).sort();
    return {
      inputs: JSON.parse(inAccount(JSON.stringify(inputs))) as Choice,
      types: [...new Set(types)].sort(),
      requests,
    };
  }

  private answer(call: ApiCall): Answer | undefined {
    const requests = this.requestsOf(call);
    this.requested.push(...requests);
    const denied = requests.find((request) => !isAllowed(this.policy, request));
    if (denied !== undefined && !isRecording()) {
      this.denied.push(denied);
      return denial(call, denied);
    }
    return call.action === "AssociateKmsKey" || call.action === "DisassociateKmsKey"
      ? NOTHING_SAID
      : undefined;
  }
}

/** The emulator does not encrypt log groups. */
const NOTHING_SAID: Answer = {
  status: 200,
  rawHeaders: ["Content-Type", "application/x-amz-json-1.1"],
  body: Buffer.from("{}"),
};
