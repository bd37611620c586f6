import type { ModuleName } from "../../modules/names";
import type { Files } from "../build/module-files";

/** What only one of the modules makes, whatever its version. */
const MAKES: Readonly<Record<ModuleName, string>> = {
  "ecs-connector": "aws_ecs_service",
  "eks-connector": "helm_release",
  "org-delegation": "aws_cloudformation_stack_set",
};

/** Which module a build is of, by what it makes; undefined for somebody else's. */
export function moduleOf(files: Files): ModuleName | undefined {
  const { resource = {} } = JSON.parse(files.get("main.tf.json")?.toString("utf8") ?? "{}") as {
    resource?: object;
  };
  return (Object.keys(MAKES) as ModuleName[]).find((name) => MAKES[name] in resource);
}
