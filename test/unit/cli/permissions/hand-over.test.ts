import { runCli } from "../../../support/cli";

const PLACE = ["--account", "123456789012", "--region", "eu-central-1"];
const handOver = (...args: string[]) => runCli(["permissions", "hand-over", ...PLACE, ...args]);
const asJson = async (...args: string[]) => {
  const { code, out, err } = await handOver(...args, "--format", "json");
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out).roles;
};
const EKS = ["-m", "eks-connector", "--var", "clusterName=main"];

describe("permissions hand-over", () => {
  it("follows the inputs that the roles depend on", async () => {
    const [task, execution] = await asJson(
      ...["--var", "nameSuffix=x", "--var", 'permissionSets=["ec2-read","security-audit"]'],
      ...["--var", "aponoTokenSecretArn=arn:aws:secretsmanager:eu-central-1:123456789012:secret:a"],
      ...["--var", "grantedRolesBoundaryArn=arn:aws:iam::123456789012:policy/bound"],
      ...["--var", "permissionsBoundaryArn=arn:aws:iam::123456789012:policy/limit"],
      ...["--var", 'protectedRoleNames=["admin*"]'],
      ...[
        "--var",
        'container={ secrets = { A = "arn:aws:ssm:eu-central-1:123456789012:parameter/a" } }',
      ],
    );
    expect(task).toMatchObject({
      name: "apono-connector-role-x",
      permissionsBoundaryArn: "arn:aws:iam::123456789012:policy/limit",
      managedPolicyArns: ["arn:aws:iam::aws:policy/SecurityAudit"],
    });
    const names = task.inline.map(({ name }: { name: string }) => name);
    expect(names).toEqual(["ec2-policy", "apono-connector-guardrails"]);
    const [deny, bounded] = task.inline[1].document.Statement;
    expect(deny.Resource).toContain("arn:aws:iam::123456789012:role/admin*");
    expect(bounded.Condition.StringNotEquals).toEqual({
      "iam:PermissionsBoundary": "arn:aws:iam::123456789012:policy/bound",
    });
    expect(execution.inline[0].document.Statement).toEqual([
      {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:a",
      },
      {
        Effect: "Allow",
        Action: "ssm:GetParameters",
        Resource: ["arn:aws:ssm:eu-central-1:123456789012:parameter/a"],
      },
    ]);
  });

  it("has the trust of EKS's service account, as identity says", async () => {
    const [pods] = await asJson(...EKS, "--var", "identity=pod-identity");
    expect(pods).toMatchObject({ input: "role.arn", name: "apono-connector-role-c4249c44" });
    expect(pods.trust.Statement[0].Condition.StringEquals).toMatchObject({
      "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:eu-central-1:123456789012:cluster/main",
      "aws:RequestTag/kubernetes-service-account": "apono",
    });
    const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD";
    const provider = `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
    const [irsa] = await asJson(...EKS, "--var", `oidcProviderArn=${provider}`);
    expect(irsa.trust.Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: provider },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${issuer}:sub`]: "system:serviceaccount:apono-connector:apono",
            [`${issuer}:aud`]: "sts.amazonaws.com",
          },
        },
      },
    ]);
  });

  it("trusts both identities, further clusters, and associations without session tags", async () => {
    const provider = "arn:aws:iam::123456789012:oidc-provider/oidc.example.com/id/A";
    const workload = `workloadIdentity={ additionalOidcProviderArns = ["${provider}B"], createPodIdentityAssociation = false, podIdentitySessionTags = false }`;
    const [role] = await asJson(
      ...EKS,
      ...["--var", "identity=both", "--var", `oidcProviderArn=${provider}`, "--var", workload],
    );
    expect(role.trust.Statement).toMatchObject([
      { Principal: { Federated: provider } },
      {
        Principal: { Service: "pods.eks.amazonaws.com" },
        Condition: {
          StringEquals: {
            "aws:SourceArn": "arn:aws:eks:eu-central-1:123456789012:cluster/main",
          },
        },
      },
      { Principal: { Federated: `${provider}B` } },
    ]);
  });

  it("escapes what Terraform would take as a template", async () => {
    const { out } = await handOver("--var", "connectorId=${x}", "--var", "roleName=a");
    expect(out).toContain('name        = "a"');
    expect(out).not.toMatch(/[^$]\$\{/);
  });

  it.each([
    [
      ["--var", "nameSufix=x"],
      "--var nameSufix: ecs-connector has no input of this name. Did you mean nameSuffix",
    ],
    [["--var", "namePrefix=a.b"], 'namePrefix: "a.b" is not a valid name prefix.'],
    [["-m", "eks-connector"], "The role's trust policy needs clusterName."],
    [EKS, "The role's trust policy needs oidcProviderArn."],
    [
      [
        "--var",
        `roles={ path = "/${"p".repeat(500)}/", assumedRolesPath = "/${"p".repeat(500)}/" }`,
        ...["--var", "grantedRolesBoundaryArn=arn:aws:iam::123456789012:policy/bound"],
      ],
      "The inline policies of apono-connector-role-",
    ],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await handOver(...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});
