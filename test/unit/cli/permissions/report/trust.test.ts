import { createHash } from "node:crypto";
import { report, role } from "../../../../support/permission-report";

describe("names and partitions", () => {
  it.each(["aws-us-gov", "aws-cn"])("in %s every ARN is of it", async (partition) => {
    for (const module of ["ecs-connector", "eks-connector", "org-delegation"] as const) {
      const text = JSON.stringify(await report({ module, partition }));
      const partitions = new Set([...text.matchAll(/arn:([a-z-]+):/g)].map(([, name]) => name));
      expect([...partitions]).toEqual([partition]);
    }
  });

  it("are whole where account, region and connector are given", async () => {
    const place = { account: "123456789012", region: "eu-central-1", connectorId: "apono" };
    const suffix = createHash("sha256")
      .update("123456789012/eu-central-1/apono")
      .digest("hex")
      .slice(0, 8);
    const full = await report(place);
    expect(full.roles.map(({ arn }) => arn)).toEqual([
      `arn:aws:iam::123456789012:role/apono-connector-role-${suffix}`,
      `arn:aws:iam::123456789012:role/apono-connector-execution-role-${suffix}`,
    ]);
    expect(JSON.stringify(full)).not.toMatch(/<(account|region|suffix)>/);
  });

  it("have words for what is not given", async () => {
    expect((await report()).roles[0]!.arn).toBe(
      "arn:aws:iam::<account>:role/apono-connector-role-<suffix>",
    );
  });
});

describe("who may assume a role", () => {
  it("is on ECS this account's tasks", async () => {
    expect(role(await report(), "connector").trust).toEqual([
      {
        when: null,
        principals: ["Service: ecs-tasks.amazonaws.com"],
        actions: ["sts:AssumeRole"],
        conditions: [
          { operator: "StringEquals", key: "aws:SourceAccount", values: ["<account>"] },
          {
            operator: "ArnLike",
            key: "aws:SourceArn",
            values: ["arn:aws:ecs:<region>:<account>:*"],
          },
        ],
      },
    ]);
  });

  it("is on EKS one service account, by either identity", async () => {
    const [irsa, pod, tagless] = role(await report({ module: "eks-connector" }), "connector").trust;
    expect(irsa).toMatchObject({
      when: 'identity = "irsa" or "both"; also each of workloadIdentity.additionalOidcProviderArns',
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: [
        { values: ["system:serviceaccount:apono-connector:apono"] },
        { values: ["sts.amazonaws.com"] },
      ],
    });
    expect(pod).toMatchObject({
      when: 'identity = "pod-identity" or "both"',
      principals: ["Service: pods.eks.amazonaws.com"],
      actions: ["sts:AssumeRole", "sts:TagSession"],
      // The session tags that EKS documents, and nothing that it may not send.
      conditions: [
        {
          key: "aws:RequestTag/eks-cluster-arn",
          values: ["arn:aws:eks:<region>:<account>:cluster/<clusterName>"],
        },
        { key: "aws:RequestTag/kubernetes-namespace", values: ["apono-connector"] },
        { key: "aws:RequestTag/kubernetes-service-account", values: ["apono"] },
      ],
    });
    expect(tagless).toMatchObject({
      when: "the same, and workloadIdentity.podIdentitySessionTags = false",
      conditions: [
        { key: "aws:SourceArn", values: ["arn:aws:eks:<region>:<account>:cluster/<clusterName>"] },
      ],
    });
  });

  it("is in an organization the connector's role alone", async () => {
    for (const { trust } of (await report({ module: "org-delegation" })).roles) {
      expect(trust).toHaveLength(4);
      for (const { conditions } of trust) {
        expect(conditions[0]).toMatchObject({ operator: "ArnEquals", key: "aws:PrincipalArn" });
      }
      expect(trust.flatMap(({ conditions }) => conditions.map(({ key }) => key))).toContain(
        "sts:ExternalId",
      );
    }
  });
});
