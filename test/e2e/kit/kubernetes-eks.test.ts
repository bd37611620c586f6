import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startAwsEmulator, type AwsEmulator } from "../../kit/aws-emulator";
import { startEksSandbox, type EksSandbox } from "../../kit/kubernetes/eks-cluster";
import { makeEksToken } from "../../kit/kubernetes/eks-token";
import { cleanUp, tempDir } from "../../kit/processes";
import { Terraform } from "../../kit/terraform";
import { describeWithKubernetes } from "../../support/kubernetes";

jest.setTimeout(1_800_000); // the binaries may have to be built

afterAll(cleanUp);

describeWithKubernetes("a cluster of EKS", () => {
  let emulator: AwsEmulator;
  let sandbox: EksSandbox;

  beforeAll(async () => {
    emulator = await startAwsEmulator();
    sandbox = await startEksSandbox({
      emulator: emulator.endpoint,
      clusterName: "demo",
      issuer: "https://oidc.example/id/DEMO",
      allows: (arn) => !arn.endsWith(":user/stranger"),
    });
    for (const name of ["demo", "other"]) await createCluster(name);
  });

  afterAll(async () => {
    await sandbox.stop();
    await emulator.stop();
  });

  const headers = {
    "Content-Type": "application/json",
    Authorization: "AWS4-HMAC-SHA256 Credential=test/20250101/us-east-1/eks/aws4_request",
  };

  async function createCluster(name: string): Promise<void> {
    const roleArn = "arn:aws:iam::123456789012:role/eks";
    const body = JSON.stringify({ name, roleArn, resourcesVpcConfig: { subnetIds: ["subnet-a"] } });
    const response = await fetch(`${emulator.endpoint}/clusters`, {
      method: "POST",
      headers,
      body,
    });
    expect(response.status).toBe(200);
  }

  async function describeCluster(endpoint: string, name: string) {
    const response = await fetch(`${endpoint}/clusters/${name}`, { headers });
    const { cluster } = (await response.json()) as {
      cluster: {
        arn: string;
        endpoint: string;
        certificateAuthority: { data: string };
        identity: object;
      };
    };
    return cluster;
  }

  const call = (token: string) =>
    sandbox.kubernetes.client.as(token).request("GET", "/api/v1/namespaces");

  it("is described with the API's endpoint; another one as the emulator has it", async () => {
    const { kubernetes, eks } = sandbox;
    const real = await describeCluster(emulator.endpoint, "demo");
    const described = await describeCluster(eks.endpoint, "demo");
    expect(described).toEqual({
      ...real,
      endpoint: kubernetes.endpoint,
      certificateAuthority: { data: Buffer.from(kubernetes.caCertificate).toString("base64") },
      identity: { oidc: { issuer: "https://oidc.example/id/DEMO" } },
    });
    expect(await describeCluster(eks.endpoint, "other")).toEqual(
      await describeCluster(emulator.endpoint, "other"),
    );
    eks.describe("demo", { api: kubernetes, issuer: null });
    expect((await describeCluster(eks.endpoint, "demo")).identity).toEqual({});
  });

  it("takes Terraform's token for it, and not the one for another cluster", async () => {
    const folder = tempDir("eks-token-");
    writeFileSync(
      join(folder, "main.tf.json"),
      JSON.stringify({
        terraform: { required_providers: { aws: { source: "hashicorp/aws" } } },
        provider: { aws: {} },
        data: { aws_eks_cluster_auth: { demo: { name: "demo" }, other: { name: "other" } } },
        output: Object.fromEntries(
          ["demo", "other"].map((name) => [
            name,
            { value: `\${data.aws_eks_cluster_auth.${name}.token}`, sensitive: true },
          ]),
        ),
      }),
    );
    const terraform = new Terraform(folder, { env: sandbox.env });
    await terraform.init();
    await terraform.apply();
    const { demo, other } = (await terraform.output()) as Record<"demo" | "other", string>;

    expect((await call(demo)).status).toBe(200);
    expect((await call(other)).status).toBe(401);
    expect(sandbox.webhook.reviews.slice(-2)).toEqual([
      { accepted: true, caller: expect.stringContaining(":user/moto"), at: expect.any(Date) },
      expect.objectContaining({ reason: "its signature is not right for the cluster demo" }),
    ]);
    expect(JSON.stringify(sandbox.webhook.reviews)).not.toContain(demo.slice(20, 60));
  });

  it("refuses what is no good token, and says why to those who ask the test kit", async () => {
    const { endpoint } = emulator;
    const good = { clusterName: "demo", endpoint };
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const encoded = (text: string) => `k8s-aws-v1.${Buffer.from(text).toString("base64url")}`;
    const bad: Record<string, string> = {
      "it does not start with k8s-aws-v1.": "secret",
      "it is not base64url without padding": "k8s-aws-v1.a+b=",
      "it holds no URL": encoded("nothing"),
      "its URL is not STS GetCallerIdentity's": makeEksToken({
        ...good,
        query: { Action: "GetSessionToken" },
      }),
      "its URL is not presigned": encoded(`${endpoint}/?Action=GetCallerIdentity`),
      "x-k8s-aws-id is not among its signed headers": makeEksToken({
        ...good,
        query: { "X-Amz-SignedHeaders": "host" },
      }),
      "X-Amz-Expires is not between 0 and 900": makeEksToken({
        ...good,
        query: { "X-Amz-Expires": "901" },
      }),
      "X-Amz-Date is not a date": makeEksToken({ ...good, query: { "X-Amz-Date": "now" } }),
      "it expired": makeEksToken({ ...good, at: minutesAgo(16) }),
      "its signature is not right for the cluster demo": makeEksToken({
        ...good,
        secretAccessKey: "another",
      }),
      "the emulator knows no such access key": makeEksToken({ ...good, accessKeyId: "unknown" }),
    };
    for (const [reason, token] of Object.entries(bad)) {
      expect([reason, (await call(token)).status]).toEqual([reason, 401]);
      expect(sandbox.webhook.reviews.at(-1)).toMatchObject({ accepted: false, reason });
    }
    expect((await call(makeEksToken({ ...good, at: minutesAgo(14) }))).status).toBe(200);
  });

  it("refuses a caller whom the cluster has no access entry for", async () => {
    const iam = async (query: string): Promise<string> => {
      const credential = headers.Authorization.replace("/eks/", "/iam/");
      const response = await fetch(`${emulator.endpoint}/?Version=2010-05-08&${query}`, {
        headers: { Authorization: credential, Host: "iam.amazonaws.com" },
      });
      return response.text();
    };
    await iam("Action=CreateUser&UserName=stranger");
    const key = await iam("Action=CreateAccessKey&UserName=stranger");
    const field = (name: string) => new RegExp(`<${name}>([^<]+)`).exec(key)?.[1] ?? "";
    const token = makeEksToken({
      clusterName: "demo",
      endpoint: emulator.endpoint,
      accessKeyId: field("AccessKeyId"),
      secretAccessKey: field("SecretAccessKey"),
    });
    expect((await call(token)).status).toBe(401);
    expect(sandbox.webhook.reviews.at(-1)).toMatchObject({
      caller: "arn:aws:iam::123456789012:user/stranger",
      reason: "the cluster has no access entry for the caller",
    });
  });
});
