import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { CloudBackend, LocalBackend, NamedCloudWorkspace, TerraformVariable, Testing } from "cdktf";
import { hcl } from "../../../lib/hcl";
import { ModuleStack } from "../../../lib/module-stack";
import { declareOutputs } from "../../../lib/outputs";
import type { ProviderRequirements } from "../../../lib/provider-requirements";
import { keys } from "../../support/render";

const AWS = { source: "hashicorp/aws", version: ">= 5.100, < 7" };

class TestModule extends ModuleStack {
  constructor(build: (stack: ModuleStack) => void, providers: ProviderRequirements = { aws: AWS }) {
    super(Testing.app(), "test", { providers });
    build(this);
  }
}
const files =
  (...parameters: ConstructorParameters<typeof TestModule>) =>
  () =>
    new TestModule(...parameters).toFiles();
const role = (stack: ModuleStack) =>
  new IamRole(stack, "aws_iam_role.it", { assumeRolePolicy: "" });
const holdsMore = (what: string) =>
  new Error(
    `Module "test" contains ${what}; published modules can't, because callers configure it. ` +
      `Move it to a stack in stacks/.`,
  );

describe("ModuleStack", () => {
  const all = files((stack) => {
    new TerraformVariable(stack, "var.x", { type: "string" });
    new DataAwsRegion(stack, "data.aws_region.current");
    role(stack);
    declareOutputs(
      stack,
      { role_arn: { description: "ARN." } },
      { role_arn: hcl`aws_iam_role.it.arn` },
    );
  })();

  it("gives the files that Terraform users expect", () => {
    expect(Object.keys(all)).toEqual([
      "versions.tf.json",
      "variables.tf.json",
      "main.tf.json",
      "outputs.tf.json",
    ]);
  });

  it("gives provider versions as ranges", () => {
    expect(all["versions.tf.json"]).toEqual({
      terraform: {
        required_version: ">= 1.11",
        required_providers: { aws: AWS },
      },
    });
  });

  it("holds nothing of cdktf", () => {
    expect(keys(all)).not.toContain("//");
    expect(all["outputs.tf.json"]).toEqual({
      output: { role_arn: { description: "ARN.", value: "${aws_iam_role.it.arn}" } },
    });
  });

  it("refuses a provider", () => {
    expect(files((stack) => new AwsProvider(stack, "aws"))).toThrow(
      holdsMore('a "provider" block'),
    );
  });

  it("refuses a backend, and HCP Terraform", () => {
    expect(files((stack) => new LocalBackend(stack))).toThrow(holdsMore('a "backend" setting'));
    const workspaces = new NamedCloudWorkspace("w");
    expect(files((stack) => new CloudBackend(stack, { organization: "o", workspaces }))).toThrow(
      holdsMore('a "cloud" setting'),
    );
  });

  it("refuses a provisioner, but none is no reason", () => {
    const provisioners = [{ type: "local-exec" as const, command: "true" }];
    expect(
      files(
        (stack) => new IamRole(stack, "aws_iam_role.it", { assumeRolePolicy: "", provisioners }),
      ),
    ).toThrow(holdsMore("a provisioner on aws_iam_role.it"));
  });

  it("refuses any other block", () => {
    expect(files((stack) => stack.addOverride("import", [{}]))).toThrow(
      holdsMore('a "import" block'),
    );
  });

  it("refuses resources and requirements of a provider that is not listed", () => {
    const unlisted = (provider: string, listed: string) =>
      new Error(
        `Module "test" uses the provider "${provider}", which its requirements don't list (listed: ${listed}). ` +
          `Add it to the module's required providers.`,
      );
    expect(files(role, {})).toThrow(unlisted("aws", "none"));
    const random = (stack: ModuleStack) =>
      stack.addOverride("terraform.required_providers.random", { source: "hashicorp/random" });
    expect(files(random)).toThrow(unlisted("random", "aws"));
  });

  it("runs the parts' own validations", () => {
    expect(
      files((stack) =>
        role(stack).node.addValidation({ validate: () => ["is wrong", "and ugly"] }),
      ),
    ).toThrow(
      new Error(
        "test has invalid inputs:\n  - [test/aws_iam_role.it] is wrong\n  - [test/aws_iam_role.it] and ugly",
      ),
    );
  });
});
