import { resourcesOf } from "../../../test/kit/terraform-json";
import { type Step, fail, pass, untold } from "../step";
import type { World } from "../world";
import { rotated } from "./rotation";

/** Whether the apply waits for the pods. */
const waits = ({ stack }: World) => stack.variables["TF_VAR_wait"] !== "false";

/** The pods run: Terraform waits for them. */
export const PODS_READY: Step<World> = {
  id: "pods-ready",
  title: "The connector's pods are ready",
  expected: "The apply waited for the pods, and ended without an error.",
  check: async (world) => {
    if (world.emulator !== undefined) return untold("The emulator runs no pod.");
    return waits(world)
      ? pass("The Helm release is deployed, and its pods became ready.")
      : untold("The apply did not wait: without a real token there is no image. Set APONO_TOKEN.");
  },
};

async function releaseOf(world: World): Promise<{ revision: number; status: string }> {
  const release = resourcesOf(await world.stack.state()).find(
    ({ type }) => type === "helm_release",
  );
  const metadata = [release?.values["metadata"]].flat()[0] as { revision?: number } | undefined;
  return {
    revision: metadata?.revision ?? 0,
    status: String(release?.values["status"] ?? "not there"),
  };
}

/** A new token on EKS: the same one, written once more. */
export const ROTATE_RELEASE: Step<World> = {
  id: "rotate",
  title: "Rotating the token",
  expected:
    "Raising aponoTokenVersion makes a new revision of the Helm release, which is deployed.",
  check: async (world) => {
    const old = await releaseOf(world);
    const { done, errors } = await world.stack.apply(rotated(world));
    if (!done) return fail(errors.join(" "));
    const { revision, status } = await releaseOf(world);
    return revision > old.revision && status === "deployed"
      ? pass(`Revision ${old.revision} became ${revision}.`)
      : fail(`The release is ${status} in revision ${revision}; before, it was ${old.revision}.`);
  },
};
