import type { ModuleName } from "../../../modules/module-names";
import type { Files } from "../build/module-files";

/** A resource that only one module has, in every version. */
const MAKES: Readonly<Record<ModuleName, readonly [type: string, name: string]>> = {
  "ecs-connector": ["aws_ecs_service", "connector"],
  "eks-connector": ["helm_release", "connector"],
  "org-delegation": ["aws_cloudformation_stack_set", "members"],
  "account-delegation": ["aws_iam_role", "member"],
};

/** Which module a build is, by its resources; undefined for a module of another project. */
export function detectModule(files: Files): ModuleName | undefined {
  const { resource = {} } = JSON.parse(files.get("main.tf.json")?.toString("utf8") ?? "{}") as {
    resource?: Readonly<Record<string, object>>;
  };
  return (Object.keys(MAKES) as ModuleName[]).find((module) => {
    const [type, name] = MAKES[module];
    return name in (resource[type] ?? {});
  });
}
