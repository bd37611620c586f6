import { NO_DEFAULT_ROUTE } from "../../../modules/ecs-connector/egress-kinds";
import { type Block, type Module, blocksOf, valueOf } from "../../terraform/configuration";
import { type Expression, type Reference, referencesIn } from "../../terraform/expression";
import type { Range } from "../../terraform/range";
import { callsIn } from "../module-calls/module-calls";
import { evaluate } from "../../terraform/values/evaluate";
import { type Egress, Routes, isTable, leadsTo } from "./routes";

/** Private, with any kind of egress. */
export const PRIVATE = "private";

/** A subnet, or subnets, whose default route the configuration defines. */
export interface KnownSubnet {
  /** `aws_subnet.public`, `module.vpc.private_subnets` */
  readonly name: string;
  /** A kind of egress, or {@link PRIVATE}. */
  readonly kind: string;
  /** The route, table or call that defines it. */
  readonly range: Range;
}

/** The subnets that a module defines. */
export class Subnets {
  private readonly routes: Routes;

  constructor(private readonly module: Module) {
    this.routes = new Routes(module);
  }

  /** The subnets among references, with their egress. */
  egressOfSubnets(references: readonly Reference[]): KnownSubnet[] {
    const found = references.flatMap((reference): KnownSubnet[] => {
      if (reference.root === "module") return this.ofVpcModule(reference);
      const [subnet] = blocksOf(
        this.module,
        "resource",
        reference.root,
        String(reference.steps[0]),
      );
      if (reference.root !== "aws_subnet" || subnet === undefined) return [];
      const egress = this.egressOf(subnet);
      return egress === undefined ? [] : [{ name: `aws_subnet.${subnet.labels[1]}`, ...egress }];
    });
    return [...new Map(found.map((each) => [each.name, each])).values()];
  }

  /** The outputs of the VPC module that most use. https://registry.terraform.io/modules/terraform-aws-modules/vpc/aws/latest#outputs */
  private ofVpcModule({ steps }: Reference): KnownSubnet[] {
    const call = callsIn(this.module).find(({ name }) => name === steps[0]);
    if (call === undefined || !/terraform-aws-(modules\/)?vpc(\/aws|\.git|\?|$)/.test(call.source))
      return [];
    const output = steps.find((step) => typeof step === "string" && step.endsWith("_subnets"));
    const kind =
      output === "private_subnets" && this.isTrue(call.block, "enable_nat_gateway")
        ? "nat-gateway"
        : KIND_OF_OUTPUT[String(output)];
    if (kind === undefined) return [];
    return [{ name: `module.${call.name}.${output}`, kind, range: call.block.range }];
  }

  private isTrue({ body }: Block, name: string): boolean {
    const value = valueOf(body, name);
    return value !== undefined && evaluate(this.module, value) === true;
  }

  private egressOf(subnet: Block): Egress | undefined {
    const table = this.tableOf(subnet);
    if (table === "main") return this.mainEgress(subnet);
    const egress = table === undefined ? undefined : this.routes.egressOf(table);
    if (egress !== undefined) return egress;
    // A subnet that assigns public addresses is public, even if its routes are unknown.
    return table === undefined && this.isTrue(subnet, "map_public_ip_on_launch")
      ? {
          kind: "internet-gateway",
          range: subnet.body.attributes.get("map_public_ip_on_launch")!.range,
        }
      : undefined;
  }

  /** The route table that a subnet is associated with, `main` for none; undefined if unknown. */
  private tableOf(subnet: Block): Block | "main" | undefined {
    const tables = new Set<Block | undefined>();
    for (const { body } of blocksOf(this.module, "resource", "aws_route_table_association")) {
      if (body.attributes.has("gateway_id")) continue;
      const subnets = this.referencesAround(body.attributes.get("subnet_id")?.value, [
        valueOf(body, "for_each"),
        valueOf(body, "count"),
      ]);
      const made = subnets.filter(({ root }) => root === "aws_subnet");
      // Its subnets are unknown: it may be for this one.
      if (made.length === 0) tables.add(undefined);
      else if (made.some((each) => leadsTo(each, subnet)))
        tables.add(this.tableIn(valueOf(body, "route_table_id")));
    }
    const [table] = tables;
    return tables.size === 0 ? "main" : tables.size === 1 ? table : undefined;
  }

  private referencesAround(
    value: Expression | undefined,
    around: readonly (Expression | undefined)[],
  ): Reference[] {
    const own = value === undefined ? [] : referencesIn(value);
    const isOwn = own.some(({ root }) => root === "aws_subnet");
    return isOwn ? own : around.flatMap((each) => (each === undefined ? [] : referencesIn(each)));
  }

  private tableIn(value: Expression | undefined): Block | undefined {
    const reference = (value === undefined ? [] : referencesIn(value)).find(({ root }) =>
      isTable(root),
    );
    return reference === undefined
      ? undefined
      : blocksOf(this.module, "resource", reference.root).find((each) => leadsTo(reference, each));
  }

  /** The egress of the VPC's main route table, if the module makes the VPC. */
  private mainEgress(subnet: Block): Egress | undefined {
    const vpc = referenceIn(valueOf(subnet.body, "vpc_id"), "aws_vpc");
    if (vpc === undefined) return undefined;
    const isOfVpc = (value: Expression | undefined) =>
      referenceIn(value, "aws_vpc")?.steps[0] === vpc.steps[0];
    const chosen = blocksOf(this.module, "resource", "aws_main_route_table_association").find(
      ({ body }) => isOfVpc(valueOf(body, "vpc_id")),
    );
    if (chosen !== undefined) {
      const table = this.tableIn(valueOf(chosen.body, "route_table_id"));
      return table === undefined ? undefined : this.routes.egressOf(table);
    }
    const taken = blocksOf(this.module, "resource", "aws_default_route_table").find(({ body }) =>
      isOfVpc(valueOf(body, "default_route_table_id")),
    );
    if (taken !== undefined) return this.routes.egressOf(taken);
    const [own] = blocksOf(this.module, "resource", "aws_vpc", String(vpc.steps[0]));
    // No resource changes the main table: that of a new VPC has no default route.
    const isUntouched = blocksOf(this.module, "resource", "aws_route").every(({ body }) => {
      const value = valueOf(body, "route_table_id");
      return value !== undefined && referencesIn(value).some(({ root }) => isTable(root));
    });
    return own !== undefined && isUntouched
      ? { kind: NO_DEFAULT_ROUTE, range: subnet.range }
      : undefined;
  }
}

const KIND_OF_OUTPUT: Readonly<Record<string, string>> = {
  public_subnets: "internet-gateway",
  private_subnets: PRIVATE,
  intra_subnets: NO_DEFAULT_ROUTE,
};

const referenceIn = (value: Expression | undefined, root: string): Reference | undefined =>
  value === undefined ? undefined : referencesIn(value).find((each) => each.root === root);
