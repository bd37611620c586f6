import { addressOf } from "../../terraform/block-address";
import { connectorsIn } from "../connectors";
import type { Problem } from "../finding";
import {
  type Block,
  type Module,
  blocksOf,
  nestedBlocks,
  valueOf,
} from "../../terraform/configuration";
import { referencesIn } from "../../terraform/expression";
import type { Range } from "../../terraform/range";
import { leadsTo } from "../network/routes";
import type { Rule } from "../rule";
import { symbolicEvaluatorOf } from "../../terraform/values/evaluate";
import { textsOf } from "../../terraform/values/located-value";

const ANYWHERE = ["0.0.0.0/0", "::/0"];

export const ingressFromEverywhere: Rule = {
  id: "ingress-from-everywhere",
  title: "The connector's security groups allow no ingress from everywhere",
  severity: "error",
  why:
    "The connector makes outbound connections only and needs no ingress. The rule checks the security groups " +
    "of services that run a connector's task, if the same module makes them.",
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
  check: (workspace) =>
    [...new Set(connectorsIn(workspace).containers.map(({ module }) => module))].flatMap((module) =>
      groupsOf(
        module,
        connectorsIn(workspace)
          .containers.filter((each) => each.module === module)
          .map(({ block }) => block),
      ).flatMap((group) =>
        openingsOf(module, group).map(({ from, range }): Problem => ({
          message: `${addressOf(group)}, a security group of the connector, allows ingress from ${from}.`,
          fix: "Remove the ingress: the connector makes outbound connections only.",
          range,
        })),
      ),
    ),
};

/** The security groups of the services that run one of some tasks. */
function groupsOf(module: Module, tasks: readonly Block[]): Block[] {
  const isOfTask = ({ body }: Block) => {
    const task = valueOf(body, "task_definition");
    return (
      task !== undefined &&
      referencesIn(task).some((each) => tasks.some((block) => leadsTo(each, block)))
    );
  };
  const used = blocksOf(module, "resource", "aws_ecs_service")
    .filter(isOfTask)
    .flatMap(({ body }) => nestedBlocks(body, "network_configuration"))
    .flatMap((body) => valueOf(body, "security_groups") ?? [])
    .flatMap(referencesIn);
  return blocksOf(module, "resource", "aws_security_group").filter((group) =>
    used.some((each) => leadsTo(each, group)),
  );
}

/** Ingress rules from everywhere, in the group or in resources of their own. */
function openingsOf(
  module: Module,
  group: Block,
): { readonly from: string; readonly range: Range }[] {
  const reader = symbolicEvaluatorOf(module);
  const isOf = ({ body }: Block) => {
    const of = valueOf(body, "security_group_id");
    return of !== undefined && referencesIn(of).some((each) => leadsTo(each, group));
  };
  const bodies = [
    ...nestedBlocks(group.body, "ingress"),
    ...blocksOf(module, "resource", "aws_security_group_rule")
      .filter((block) => isOf(block) && isIngress(block))
      .map(({ body }) => body),
    ...blocksOf(module, "resource", "aws_vpc_security_group_ingress_rule")
      .filter(isOf)
      .map(({ body }) => body),
  ];
  return bodies.flatMap((body) =>
    ["cidr_blocks", "ipv6_cidr_blocks", "cidr_ipv4", "cidr_ipv6"].flatMap((name) => {
      const value = valueOf(body, name);
      if (value === undefined) return [];
      const open = textsOf(reader.read(value)).find(({ text }) => ANYWHERE.includes(text));
      return open === undefined ? [] : [{ from: `everywhere (${open.text})`, range: value.range }];
    }),
  );
}

const isIngress = ({ body }: Block): boolean => {
  const type = valueOf(body, "type");
  return type?.kind === "literal" && type.value === "ingress";
};
