import { NO_DEFAULT_ROUTE } from "../../../modules/ecs-connector/egress-kinds";
import type { Problem } from "../finding";
import { type Module, blocksOf, nestedBlocks, valueOf } from "../../terraform/configuration";
import {
  type Expression,
  type Reference,
  everyExpression,
  referencesIn,
} from "../../terraform/expression";
import type { Range } from "../../terraform/range";
import type { Rule } from "../rule";
import { isPublicKind } from "../network/routes";
import { type KnownSubnet, Subnets } from "../network/subnets";

import { addressOf } from "../../terraform/block-address";
import { callsIn } from "../module-calls/module-calls";
import { symbolicEvaluatorOf, evaluate } from "../../terraform/values/evaluate";
import { namesIn } from "../../terraform/values/located-value";

export const publicIpContradictsSubnets: Rule = {
  id: "public-ip-contradicts-subnets",
  title: "assignPublicIp fits the routes of the subnets",
  severity: "error",
  needsAllFiles: true,
  why:
    "Behind an internet gateway, only a task with a public IP address can connect: without one the image " +
    "can't be pulled, and the service never starts. Behind a NAT gateway, a transit gateway and the like, a " +
    "public address is of no use and needs protection (a warning). Without a default route nothing can be " +
    "reached.\n\n" +
    "The rule follows what the configuration itself defines: subnets, associations, main route tables, " +
    "routes, and the outputs of `terraform-aws-modules/vpc`. Other subnets are checked at plan. Leave " +
    "`assignPublicIp` out, and the module derives it from the routes.",
  source:
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
  check(workspace) {
    return workspace.modules
      .filter(({ mentionsApono }) => mentionsApono)
      .flatMap((module) => {
        const subnets = new Subnets(module);
        return usesIn(module).flatMap((use) =>
          contradictions(use, subnets.egressOfSubnets(referencesOf(module, use.subnets))),
        );
      });
  },
};

/** The references in an expression, with locals resolved. */
const referencesOf = (module: Module, expression: Expression): Reference[] =>
  namesIn(symbolicEvaluatorOf(module).read(expression))
    .flatMap((name) => name.match(/[a-z_]\w*(?:\.[\w-]+)+/g) ?? [])
    .map((name) => {
      const [root = "", ...steps] = name.split(".");
      return { kind: "reference", root, steps, range: expression.range };
    });

/** A call or service that runs the connector in subnets. */
interface Use {
  readonly address: string;
  readonly argument: string;
  /** Undefined if unknown. */
  readonly publicIp: boolean | "derived" | undefined;
  readonly publicIpRange: Range;
  readonly subnets: Expression;
}

const usesIn = (module: Module): Use[] => [...callUses(module), ...serviceUses(module)];

function callUses(module: Module): Use[] {
  return callsIn(module).flatMap(({ block, published, isPublic }): Use[] => {
    const subnets = valueOf(block.body, "subnetIds");
    if (subnets === undefined || (published !== "ecs-connector" && !isPublic)) return [];
    const value = valueOf(block.body, "assignPublicIp");
    const given = value === undefined ? null : evaluate(module, value);
    return [
      {
        address: addressOf(block),
        argument: "assignPublicIp",
        // The default of the public module is true.
        publicIp: given === null ? (isPublic ? true : "derived") : truth(given),
        publicIpRange: value?.range ?? subnets.range,
        subnets,
      },
    ];
  });
}

/** Hand-written services that run the connector's task. */
function serviceUses(module: Module): Use[] {
  return blocksOf(module, "resource", "aws_ecs_service").flatMap((block) => {
    const task = valueOf(block.body, "task_definition");
    if (task === undefined || !isConnector(module, task)) return [];
    return nestedBlocks(block.body, "network_configuration").flatMap((body): Use[] => {
      const subnets = valueOf(body, "subnets");
      const value = valueOf(body, "assign_public_ip");
      if (subnets === undefined) return [];
      return [
        {
          address: addressOf(block),
          argument: "assign_public_ip",
          publicIp: value === undefined ? false : truth(evaluate(module, value)),
          publicIpRange: value?.range ?? subnets.range,
          subnets,
        },
      ];
    });
  });
}

const isConnector = (module: Module, task: Expression): boolean =>
  referencesIn(task).some(({ root, steps: [name] }) =>
    blocksOf(module, "resource", root, String(name)).some(({ body }) =>
      [...body.attributes.values()].some(({ value }) =>
        [...everyExpression(value)].some(
          (each) => each.kind === "literal" && /apono/i.test(String(each.value)),
        ),
      ),
    ),
  );

const truth = (value: unknown) =>
  value === true || value === "true"
    ? true
    : value === false || value === "false"
      ? false
      : undefined;

function contradictions(use: Use, known: readonly KnownSubnet[]): Problem[] {
  const { address, argument, publicIp, publicIpRange: range, subnets } = use;
  const without = known.filter(({ kind }) => kind === NO_DEFAULT_ROUTE);
  const publics = known.filter(({ kind }) => isPublicKind(kind));
  const privates = known.filter((each) => !without.includes(each) && !publics.includes(each));
  const problems: Problem[] = [];
  if (without.length > 0)
    problems.push({
      message: `${address}: ${listed(without)} has no default route, so the connector can reach neither Apono nor its image.`,
      fix: "Route 0.0.0.0/0 to a NAT gateway (or to an internet gateway, in a public subnet), or choose other subnets.",
      range: subnets.range,
      related: related(without),
      ...(publicIp !== "derived" && { severity: "warning" as const }),
    });
  if (publicIp === "derived" && publics.length > 0 && privates.length > 0)
    problems.push({
      message: `${address}: tasks in ${listed(publics)} need a public IP address (internet gateway), and tasks in ${kinds(privates)} do not.`,
      fix: "Use subnets of one kind, or set assignPublicIp yourself.",
      range: subnets.range,
      related: related([...publics, ...privates]),
    });
  if (publicIp === false && publics.length > 0)
    problems.push({
      message: `${address}: ${argument} is false, but the default route of ${listed(publics)} goes to an internet gateway, which works with a public IP address only.`,
      fix:
        argument === "assignPublicIp"
          ? "Remove assignPublicIp to derive it from the routes, or use private subnets."
          : "Set assign_public_ip = true, or use private subnets.",
      range,
      related: related(publics),
    });
  if (publicIp === true && privates.length > 0)
    problems.push({
      message: `${address}: ${argument} is true, but no internet gateway serves ${kinds(privates)}, so a public IP address has no use.`,
      fix:
        argument === "assignPublicIp"
          ? "Remove assignPublicIp to derive it from the routes (set it to false with the public module)."
          : "Set assign_public_ip = false.",
      range,
      related: related(privates),
      severity: "warning",
    });
  return problems;
}

const listed = (subnets: readonly KnownSubnet[]) => subnets.map(({ name }) => name).join(", ");
const kinds = (subnets: readonly KnownSubnet[]) =>
  subnets.map(({ name, kind }) => `${name} (${kind})`).join(", ");
const related = (subnets: readonly KnownSubnet[]) =>
  subnets.map(({ name, kind, range }) => ({
    message: kind === NO_DEFAULT_ROUTE ? `${name} has no default route.` : `${name}: ${kind}.`,
    range,
  }));
