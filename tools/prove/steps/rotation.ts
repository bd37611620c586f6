import { DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import { type Step, fail, pass } from "../step";
import type { RunContext } from "../run-context";
import { serviceOf } from "./service";

/** aponoTokenVersion before the rotation. */
const versionBefore = ({ stack }: RunContext) =>
  Number(stack.variables["TF_VAR_aponoTokenVersion"] ?? 1);

/** Variables of an apply that rotates the token. */
export const rotated = (context: RunContext) => ({
  ...context.tokenVariable,
  TF_VAR_aponoTokenVersion: String(versionBefore(context) + 1),
});

/** Rotates the token on ECS, by writing the same token again. */
export const ROTATE: Step<RunContext> = {
  id: "rotate",
  title: "Rotate the token",
  expected:
    "Raising aponoTokenVersion creates a version of the secret and a task definition revision that uses it; the service runs that revision.",
  check: async (context) => {
    const old = context.output("task_definition_arn");
    const secretBefore = await secretOf(context, old);
    const { succeeded, errors } = await context.stack.apply(rotated(context));
    if (!succeeded) return fail(errors.join(" "));
    context.outputs = await context.stack.outputs();
    const current = context.output("task_definition_arn");
    const secretNow = await secretOf(context, current);
    const { taskDefinition: used } = await serviceOf(context);
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

/** The secret and its version that a revision takes the token from. */
async function secretOf(context: RunContext, taskDefinition: string): Promise<string | undefined> {
  const ecs = new ECSClient(context.settings("ecs"));
  try {
    const answer = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }));
    return answer.taskDefinition?.containerDefinitions?.[0]?.secrets?.[0]?.valueFrom;
  } finally {
    ecs.destroy();
  }
}
