import { DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import { type Step, fail, pass } from "../step";
import type { World } from "../world";
import { serviceOf } from "./service";

/** The token's version before the rotation. */
const before = ({ stack }: World) => Number(stack.variables["TF_VAR_aponoTokenVersion"] ?? 1);

/** What a rotated token is applied with. */
export const rotated = (world: World) => ({
  ...world.tokenVariable,
  TF_VAR_aponoTokenVersion: String(before(world) + 1),
});

/** A new token on ECS: the same one, written once more. */
export const ROTATE: Step<World> = {
  id: "rotate",
  title: "Rotating the token",
  expected:
    "Raising aponoTokenVersion makes a new revision of the task definition with a new version of the secret, and the service uses it.",
  check: async (world) => {
    const old = world.output("task_definition_arn");
    const secretBefore = await secretOf(world, old);
    const { done, errors } = await world.stack.apply(rotated(world));
    if (!done) return fail(errors.join(" "));
    world.outputs = await world.stack.outputs();
    const current = world.output("task_definition_arn");
    const secretNow = await secretOf(world, current);
    const { taskDefinition: used } = await serviceOf(world);
    const wrong = [
      current === old ? ["There is no new revision."] : [],
      secretNow === secretBefore ? ["The new revision has the secret's old version."] : [],
      used === current ? [] : [`The service uses ${used}, not ${current}.`],
    ].flat();
    return wrong.length > 0
      ? fail(wrong.join(" "))
      : pass(`${revision(old)} became ${revision(current)}, with a new version of the secret.`);
  },
};

const revision = (arn: string) => `revision ${arn.slice(arn.lastIndexOf(":") + 1)}`;

/** Where a revision's token comes from: the secret and its version. */
async function secretOf(world: World, taskDefinition: string): Promise<string | undefined> {
  const ecs = new ECSClient(world.settings("ecs"));
  try {
    const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return answer.taskDefinition?.containerDefinitions?.[0]?.secrets?.[0]?.valueFrom;
  } finally {
    ecs.destroy();
  }
}
