import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { TerraformOutput, Testing } from "cdktf";
import { declareVariables } from "../../../../lib/inputs";
import { ReadableStack } from "../../../../lib/readable-stack";
import { buildModule } from "../../../../modules";
import {
  EksConnector,
  type EksConnectorProps,
  eksConnectorInputs,
  eksConnectorOutputs,
} from "../../../../modules/eks-connector";
import { EksConnectorStack } from "../../../../stacks/eks-connector";
import { type Json, texts } from "../../../support/render";

class OwnStack extends ReadableStack {}

/** The construct in somebody's own stack, with plain props but for the token. */
function inOwnStack(props: Omit<EksConnectorProps, "aponoToken">): Json {
  const stack = new OwnStack(Testing.app(), "own");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new HelmProvider(stack, "helm", {});
  new KubernetesProvider(stack, "kubernetes", {});
  const { aponoToken } = eksConnectorInputs;
  const token = declareVariables(stack, { aponoToken });
  const connector = new EksConnector(stack, "connector", { ...token, ...props });
  new TerraformOutput(stack, "role", { value: connector.outputs.connector_role_arn });
  return JSON.parse(Testing.synth(stack, true));
}

describe("EksConnector in a stack of one's own", () => {
  const synthesized = inOwnStack({
    clusterName: "main",
    createNamespace: false,
    createOidcProvider: false,
    numberOfInstances: 0,
    wait: false,
    helmValues: "",
  });

  it("takes plain props, falsy ones too", () => {
    const { kubernetes_namespace_v1, helm_release } = synthesized.resource;
    expect(kubernetes_namespace_v1.connector.count).toBe("${false ? 1 : 0}");
    expect(helm_release.connector.wait).toBe("${false}");
    expect(JSON.stringify(synthesized.locals.chart_values)).toContain('"replicaCount":0');
  });

  it("declares no variables of its own, and renders nothing undefined", () => {
    expect(Object.keys(synthesized.variable)).toEqual(["aponoToken"]);
    for (const [, value] of texts(synthesized))
      expect(value).not.toMatch(/undefined|\[object|TfToken/);
  });

  it("reports all bad props at once", () => {
    expect(() =>
      inOwnStack({ clusterName: "a b", namespace: "A", cpu: "x", timeout: 0, identity: "none" }),
    ).toThrow(
      /^EksConnector has invalid inputs:(\n {2}- (clusterName|namespace|cpu|timeout|identity): .+){5}$/,
    );
  });
});

describe("EksConnectorStack", () => {
  const stack: Json = JSON.parse(
    Testing.synth(new EksConnectorStack(Testing.app(), "eks-connector"), true),
  );
  const files: Json = buildModule("eks-connector").toFiles();

  it("has the module's inputs, the token as APONO_TOKEN", () => {
    const { aponoToken, ...others } = files["variables.tf.json"].variable;
    const renamed = JSON.parse(
      JSON.stringify(aponoToken).replaceAll(/\baponoToken\b/g, "APONO_TOKEN"),
    );
    const { clusterCredentials, chartRegistryUsername, chartRegistryPassword, ...variables } =
      stack.variable;
    expect(variables).toEqual({ APONO_TOKEN: renamed, ...others });
    expect(clusterCredentials).toMatchObject({ type: "string", default: "token" });
    expect(chartRegistryUsername).toMatchObject({ type: "string", default: null });
    expect(chartRegistryPassword).toMatchObject({ sensitive: true, ephemeral: true });
  });

  it("has the module's outputs", () => {
    expect(stack.output).toEqual(files["outputs.tf.json"].output);
    expect(Object.keys(stack.output).sort()).toEqual(Object.keys(eksConnectorOutputs).sort());
  });

  it("keeps the cluster's token to the providers that it configures", () => {
    expect(Object.keys(stack.provider)).toEqual(["aws", "helm", "kubernetes"]);
    expect(stack.ephemeral).toEqual({
      aws_eks_cluster_auth: { this: { name: "${data.aws_eks_cluster.this.name}" } },
    });
    const uses = texts(stack).filter(([, value]) => value.includes("ephemeral."));
    expect(uses.map(([path]) => path)).toEqual([
      "provider.helm.0.kubernetes.token",
      "provider.kubernetes.0.token",
    ]);
  });

  it("keeps the chart registry's password to the helm provider", () => {
    const uses = texts(stack).filter(([, value]) => value.includes("var.chartRegistryPassword"));
    expect(uses.map(([path]) => path.replace(/\.\d+\./g, ".")).sort()).toEqual([
      "data.aws_eks_cluster.this.lifecycle.precondition.condition",
      "provider.helm.registries",
      "variable.chartRegistryPassword.validation.condition",
    ]);
  });
});
