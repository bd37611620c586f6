import childProcess from "node:child_process";
import { TerraformStack, Testing } from "cdktf";
import { TerraformData } from "../../../lib/terraform-data";

it("holds what is given, and starts no Terraform at synth", () => {
  const started = jest.spyOn(childProcess, "execSync");
  const stack = new TerraformStack(Testing.app(), "stack");
  new TerraformData(stack, "kept", {
    input: { firstName: "a", list: [1] },
    triggersReplace: "b",
    lifecycle: { ignoreChanges: ["input"] },
  });
  const { resource } = JSON.parse(Testing.synth(stack, true)) as {
    resource: { terraform_data: { kept: object } };
  };
  expect(resource.terraform_data.kept).toMatchObject({
    input: { firstName: "a", list: [1] },
    triggers_replace: "b",
    lifecycle: { ignore_changes: ["input"] },
  });
  expect(started).not.toHaveBeenCalled();
});
