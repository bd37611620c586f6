import { type TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { Node } from "constructs";
import { duplicateLogicalId } from "./errors";

/**
 * A stack with readable addresses: a construct with the id `aws_iam_role.it` (or just `it`), at any
 * depth, becomes `aws_iam_role.it` in Terraform, without cdktf's path and hash.
 */
export abstract class ReadableStack extends TerraformStack {
  private readonly owners = new Map<string, TerraformElement>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    if (!("node" in element)) return super.allocateLogicalId(element);
    const { id } = element.node;
    const logicalId = id.slice(id.lastIndexOf(".") + 1);
    // cdktf gives every element a type, except outputs.
    const type = TerraformOutput.isTerraformOutput(element)
      ? "output"
      : String(Reflect.get(element, "_elementType"));
    const address = `${type}.${logicalId}`;
    const owner = this.owners.get(address) ?? element;
    if (owner !== element) throw duplicateLogicalId(this.node.id, address);
    this.owners.set(address, element);
    return logicalId;
  }
}
