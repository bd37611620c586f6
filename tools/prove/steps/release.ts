import { resourcesOf } from "../../../test/kit/terraform-json";
import { type Step, fail, pass, unknown } from "../step";
import type { RunContext } from "../run-context";
import { rotated } from "./rotation";

/** Whether the apply waits for the pods. */
const waits = ({ stack }: RunContext) => stack.variables["TF_VAR_wait"] !== "false";

/** The pods are ready: Terraform waited for them. */
export const PODS_READY: Step<RunContext> = {
  id: "pods-ready",
  title: "The connector's pods are ready",
  expected: "The apply waited for the pods and succeeded.",
  check: async (context) => {
    if (context.emulator !== undefined) return unknown("The emulator runs no pods.");
    return waits(context)
      ? pass("The Helm release is deployed, and its pods are ready.")
      : unknown(
          "The apply did not wait for the pods: with a placeholder token the image can't be pulled. Set APONO_TOKEN.",
        );
  },
};

async function releaseOf(context: RunContext): Promise<{ revision: number; status: string }> {
  const release = resourcesOf(await context.stack.state()).find(
    ({ type }) => type === "helm_release",
  );
  const metadata = [release?.values["metadata"]].flat()[0] as { revision?: number } | undefined;
  return {
    revision: metadata?.revision ?? 0,
    status: String(release?.values["status"] ?? "missing"),
  };
}

/** Rotates the token on EKS, by writing the same token again. */
export const ROTATE_RELEASE: Step<RunContext> = {
  id: "rotate",
  title: "Rotate the token",
  expected: "Raising aponoTokenVersion deploys a new revision of the Helm release.",
  check: async (context) => {
    const old = await releaseOf(context);
    const { succeeded, errors } = await context.stack.apply(rotated(context));
    if (!succeeded) return fail(errors.join(" "));
    const { revision, status } = await releaseOf(context);
    return revision > old.revision && status === "deployed"
      ? pass(`Revision ${old.revision} became ${revision}.`)
      : fail(
          `The release has revision ${revision} and status ${status}; before the rotation it had revision ${old.revision}.`,
        );
  },
};
