import { addressOf } from "../../terraform/block-address";
import { connectorsIn } from "../connectors";
import type { Problem } from "../finding";
import type { Rule } from "../rule";
import { fieldOf } from "../../terraform/values/located-value";
import { scalarIn } from "../../terraform/values/operators";

export const containerPrivileged: Rule = {
  id: "container-privileged",
  title: "The connector's container is neither privileged nor root",
  severity: "error",
  why:
    "The connector needs no access to its host. A privileged container has all devices and capabilities of " +
    "the host, so whoever breaks into the container controls the host; Fargate refuses it. A container that " +
    "runs as root is one step away from that (a warning).",
  source:
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/security-tasks-containers.html",
  check: (workspace) =>
    connectorsIn(workspace).containers.flatMap(({ block, body }): Problem[] => {
      const privileged = fieldOf(body, "privileged");
      const user = fieldOf(body, "user");
      const isRoot = user !== undefined && /^(root|0)(:|$)/.test(String(scalarIn(user) ?? ""));
      return [
        ...(privileged !== undefined && scalarIn(privileged) === true
          ? [
              {
                message: `${addressOf(block)}: the connector's container is privileged, which gives it full access to its host.`,
                fix: "Remove privileged.",
                range: privileged.range,
              },
            ]
          : []),
        ...(isRoot
          ? [
              {
                message: `${addressOf(block)}: the connector's container runs as root.`,
                fix: "Remove user: the image sets its own user.",
                range: user.range,
                severity: "warning" as const,
              },
            ]
          : []),
      ];
    }),
};
