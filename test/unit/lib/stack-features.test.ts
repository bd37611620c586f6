import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { TerraformLocal, TerraformStack, Testing } from "cdktf";
import { Construct } from "constructs";
import { hcl, text } from "../../../lib/hcl";
import { declareOutputs } from "../../../lib/outputs";
import { ReadableStack } from "../../../lib/readable-stack";
import {
  Check,
  Moved,
  Removed,
  addPostconditions,
  addPreconditions,
} from "../../../lib/terraform-features";
import { synthesized } from "../../support/render";

class Readable extends ReadableStack {}
const stack = () => new Readable(Testing.app(), "test");
const role = (scope: Construct, id = "aws_iam_role.it") =>
  new IamRole(scope, id, { assumeRolePolicy: "" });

describe("ReadableStack", () => {
  it("names elements by the end of their id, however deep they lie", () => {
    const root = stack();
    const deep = new Construct(new Construct(root, "a"), "b");
    expect(role(deep).friendlyUniqueId).toBe("it");
  });

  it("refuses two elements with one address", () => {
    const root = stack();
    const address = (id: string) => role(new Construct(root, id)).friendlyUniqueId;
    expect(address("a")).toBe("it");
    expect(() => address("b")).toThrow(
      new Error(
        'Stack "test" has two elements with the address aws_iam_role.it. Give one of them another construct ' +
          "id, or put the second construct into its own stack.",
      ),
    );
  });

  it("refuses two outputs or locals of one name, which cdktf would let the last of win", () => {
    const root = stack();
    const output = (id: string) =>
      declareOutputs(new Construct(root, id), { a: { description: "" } }, { a: 1 });
    output("one");
    output("two");
    expect(() => root.toTerraform()).toThrow(/two elements with the address output\.a/);
  });

  it("lets elements of different types share a name", () => {
    const root = stack();
    role(root);
    new DataAwsRegion(root, "data.aws_region.it");
    new TerraformLocal(root, "local.it", 1);
    expect(() => root.toTerraform()).not.toThrow();
  });
});

describe("Terraform's features that cdktf lacks", () => {
  const condition = { condition: hcl`${0} == var.x`, errorMessage: text`x is ${hcl`var.x`}` };
  const written = { condition: "${0 == var.x}", error_message: "x is ${var.x}" };

  it("moved", () => {
    const { moved } = synthesized((scope) => {
      const it = role(scope, "it");
      new Moved(scope, "moved").add("a.b", it).add("a.c", it, 0).add("a.d", it, "key");
    });
    expect(moved).toEqual([
      { from: "a.b", to: "aws_iam_role.it" },
      { from: "a.c", to: "aws_iam_role.it[0]" },
      { from: "a.d", to: 'aws_iam_role.it["key"]' },
    ]);
  });

  it("removed", () => {
    const { removed } = synthesized((scope) => new Removed(scope, "removed", ["a.b", "a.c"]));
    expect(removed).toEqual([
      { from: "a.b", lifecycle: { destroy: false } },
      { from: "a.c", lifecycle: { destroy: false } },
    ]);
  });

  it("check", () => {
    const { check } = synthesized((scope) => new Check(scope, "fine", [condition]));
    expect(check).toEqual({ fine: { assert: [written] } });
  });

  it("preconditions and postconditions, beside the rest of a lifecycle", () => {
    const { resource, data } = synthesized((scope) => {
      const it = new IamRole(scope, "it", {
        assumeRolePolicy: "",
        lifecycle: { createBeforeDestroy: true },
      });
      addPreconditions(it, [condition]);
      addPostconditions(new DataAwsRegion(scope, "here"), [condition]);
    });
    expect(resource.aws_iam_role.it.lifecycle).toEqual({
      create_before_destroy: true,
      precondition: [written],
    });
    expect(data.aws_region.here.lifecycle).toEqual({ postcondition: [written] });
  });
});

describe("declareOutputs", () => {
  it("declares each output with its description, falsy values too", () => {
    const root = stack();
    declareOutputs(
      root,
      { flag: { description: "A flag." }, list: { description: "A list." } },
      { flag: false, list: hcl`var.list` },
    );
    expect(root.toTerraform().output).toEqual({
      flag: { description: "A flag.", value: false },
      list: { description: "A list.", value: "${var.list}" },
    });
  });
});

describe("a stack of cdktf's own kind", () => {
  it("neither moves nor forgets what it has under other addresses", () => {
    const root = new TerraformStack(Testing.app(), "theirs");
    new Moved(root, "moved").add("aws_iam_role.old", role(root));
    new Removed(root, "removed", ["aws_iam_role.old"]);
    expect(root.toTerraform()).not.toHaveProperty("moved");
    expect(root.toTerraform()).not.toHaveProperty("removed");
  });
});
