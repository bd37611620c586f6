import { type TerraformElement, TerraformOutput, TerraformStack } from "cdktf";
import type { Node } from "constructs";
import { duplicateLogicalId } from "./errors";

/**
 * A stack whose addresses can be read: a construct with the id `aws_iam_role.it` (or just `it`), however
 * deep it lies, becomes `aws_iam_role.it` in Terraform, without cdktf's path and hash.
 */
export abstract class ReadableStack extends TerraformStack {
  private readonly owners = new Map<string, TerraformElement>();

  protected override allocateLogicalId(element: TerraformElement | Node): string {
    if (!("node" in element)) return super.allocateLogicalId(element);
    const { id } = element.node;
    const logicalId = id.slice(id.lastIndexOf(".") + 1);
    // cdktf gives every element a type but outputs.
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
