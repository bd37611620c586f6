import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { EcsConnector, EksConnector, tokenVariable } from "apono-connector";
import { App, Fn, TerraformOutput, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

/** A connector on ECS Fargate. */
class EcsStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-central-1" });
    const connector = new EcsConnector(this, "apono", {
      aponoToken: tokenVariable(this),
      subnetIds: ["subnet-0123456789abcdef0"],
      connectorId: "production",
      permissionSets: ["rds-read", "rds-connect"],
      tags: { team: "platform" },
    });
    new TerraformOutput(this, "connector_role_arn", {
      value: connector.outputs.connector_role_arn,
    });
  }
}

/** A connector on EKS. */
class EksStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AwsProvider(this, "aws", { region: "eu-central-1" });
    const connector = new EksConnector(this, "apono", {
      aponoToken: tokenVariable(this),
      clusterName: "main",
    });
    const { data } = connector.cluster;
    const access = {
      host: data.endpoint,
      clusterCaCertificate: Fn.base64decode(data.certificateAuthority.get(0).data),
      exec: {
        apiVersion: "client.authentication.k8s.io/v1beta1",
        command: "aws",
        args: ["eks", "get-token", "--cluster-name", "main", "--region", "eu-central-1"],
      },
    };
    new HelmProvider(this, "helm", { kubernetes: access });
    new KubernetesProvider(this, "kubernetes", { ...access, exec: [access.exec] });
    new TerraformOutput(this, "connector_role_arn", {
      value: connector.outputs.connector_role_arn,
    });
  }
}

const app = new App();
for (const stack of [new EcsStack(app, "connector-ecs"), new EksStack(app, "connector-eks")]) {
  // The bindings ask for the one version that they were made from; the constructs work with all of these.
  stack.addOverride("terraform.required_providers.aws.version", ">= 5.100, < 7");
}
app.synth();
