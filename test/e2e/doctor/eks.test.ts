import { createServer } from "node:net";
import type { AddressInfo, Server } from "node:net";
import { CreateClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import { IAMClient } from "@aws-sdk/client-iam";
import { clientConfig } from "../../kit/aws-emulator";
import type { Answer } from "../../kit/forwarding";
import { diagnose } from "../../support/doctor";
import { emulatedAccount } from "../../support/emulated-account";
import { oidcProviderArn, withOidcProvider } from "../../support/oidc-provider";

jest.setTimeout(120_000);

/** Over what the emulator says of the cluster. */
let cluster: Record<string, unknown> = {};
/** By the path below the cluster. */
let answers: Record<string, { status: number; body: object }> = {};
/** Answers for what the emulator's EKS lacks: access entries, add-ons, and an API that can be reached. */
const account = emulatedAccount({
  rewrite: ({ path }, answer) => {
    const below = /^\/clusters\/main(.*)$/.exec(decodeURIComponent(path))?.[1];
    if (below === "" && answer.status === 200) {
      const described = JSON.parse(answer.body.toString()) as { cluster: object };
      return json(200, { cluster: { ...described.cluster, ...cluster } });
    }
    const own = below === undefined ? undefined : answers[below.split("?")[0]!];
    return own === undefined ? undefined : json(own.status, own.body);
  },
});

const ISSUER = "https://oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const PROVIDER = oidcProviderArn(ISSUER);
const CALLER = "arn:aws:sts::123456789012:user/moto";

let api: Server;
let iam: IAMClient;

beforeAll(async () => {
  api = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve) => api.listen(0, "127.0.0.1", resolve));
  const config = clientConfig(account.emulator.endpoint);
  const eks = new EKSClient(config);
  await eks.send(
    new CreateClusterCommand({
      name: "main",
      roleArn: "arn:aws:iam::123456789012:role/eks",
      resourcesVpcConfig: { subnetIds: [] },
    }),
  );
  eks.destroy();
  iam = new IAMClient(config);
});

beforeEach(() => {
  cluster = {
    endpoint: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    identity: { oidc: { issuer: ISSUER } },
    accessConfig: { authenticationMode: "API" },
  };
  answers = {
    "/access-entries": { status: 200, body: { accessEntries: [CALLER] } },
    [`/access-entries/${CALLER}/access-policies`]: {
      status: 200,
      body: {
        associatedAccessPolicies: [
          { policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy" },
        ],
      },
    },
  };
});

afterAll(async () => {
  iam.destroy();
  await new Promise((resolve) => api.close(resolve));
});

const json = (status: number, body: object): Answer => ({
  status,
  rawHeaders: ["content-type", "application/json"],
  body: Buffer.from(JSON.stringify(body)),
});

const look = (...vars: string[]) =>
  diagnose(account.env, ["--cluster", "main", ...vars.flatMap((each) => ["--var", each])]);

it("finds a cluster that is ready for the deployment", async () => {
  const { code, one } = await look();
  expect(one("eks.cluster")).toMatchObject({
    status: "ok",
    data: { clusterName: "main", status: "ACTIVE", issuer: ISSUER, authenticationMode: "API" },
  });
  expect(one("eks.oidc")).toMatchObject({
    status: "ok",
    summary: `There is no OIDC provider for ${ISSUER}: the deployment creates it (createOidcProvider = true).`,
    data: { oidcProviderArn: null, set: { createOidcProvider: true } },
  });
  expect(one("eks.access").summary).toBe(
    `${CALLER} has access to the cluster: AmazonEKSClusterAdminPolicy.`,
  );
  expect(one("eks.endpoint").status).toBe("ok");
  expect(code).toBe(0);
});

it("names the clusters that there are", async () => {
  const { code, one } = await diagnose(account.env, ["--cluster", "mian"]);
  expect(one("eks.cluster")).toMatchObject({
    status: "problem",
    summary: "There is no EKS cluster mian in account 123456789012, region us-east-1.",
    data: { existing: ["main"] },
  });
  expect(one("eks.cluster").fix).toMatch(/^Existing clusters: main\. Correct the name/);
  expect(code).toBe(1);
});

it("does not take a missing permission for a missing cluster", async () => {
  account.proxy.failOnce({
    action: "GET /clusters/main",
    status: 403,
    headers: { "x-amzn-errortype": "AccessDeniedException" },
    body: JSON.stringify({
      message: `User: ${CALLER} is not authorized to perform: eks:DescribeCluster`,
    }),
  });
  const { code, one, results } = await look();
  expect(one("eks.cluster")).toMatchObject({
    status: "unknown",
    data: { action: "eks:DescribeCluster", principal: CALLER },
  });
  expect(results.filter(({ status }) => status === "problem")).toEqual([]);
  expect(code).toBe(0);
});

describe("the OIDC provider", () => {
  it("that exists is to be looked up, not made", () =>
    withOidcProvider(iam, ISSUER, ["sts.amazonaws.com"], async () => {
      expect((await look()).one("eks.oidc")).toMatchObject({
        status: "problem",
        fix: `export TF_VAR_createOidcProvider=false (it is ${PROVIDER})`,
        data: { oidcProviderArn: PROVIDER, set: { createOidcProvider: false } },
      });
      for (const setting of ["createOidcProvider=false", `oidcProviderArn=${PROVIDER}`]) {
        const { code, one } = await look(setting);
        expect(one("eks.oidc").summary).toBe(
          `The cluster's OIDC provider exists and will be used: ${PROVIDER}.`,
        );
        expect(code).toBe(0);
      }
      const other = `${PROVIDER.slice(0, -1)}0`;
      expect((await look(`oidcProviderArn=${other}`)).one("eks.oidc").summary).toBe(
        `oidcProviderArn: ${other} is not the OIDC provider for the cluster's issuer ${ISSUER}.`,
      );
    }));

  it("must know the audience", () =>
    withOidcProvider(iam, ISSUER, ["other"], async () => {
      expect((await look("createOidcProvider=false")).one("eks.audience")).toMatchObject({
        status: "problem",
        summary: `The OIDC provider ${PROVIDER} does not have the audience sts.amazonaws.com.`,
      });
    }));

  it("that is said to exist must", async () => {
    expect((await look("createOidcProvider=false")).one("eks.oidc")).toMatchObject({
      status: "problem",
      summary: `createOidcProvider is false, but this account has no OIDC provider for ${ISSUER}.`,
      data: { set: { createOidcProvider: true } },
    });
  });

  it("needs an issuer", async () => {
    cluster["identity"] = {};
    expect((await look()).one("eks.issuer")).toMatchObject({
      status: "problem",
      summary:
        "The cluster main has no OIDC issuer, so its service accounts can't assume an IAM role.",
    });
  });
});

describe("Pod Identity", () => {
  const addon = "/addons/eks-pod-identity-agent";

  it("needs its agent", async () => {
    answers[addon] = { status: 200, body: { addon: { status: "ACTIVE" } } };
    const { code, one, of } = await look("identity=pod-identity");
    expect(one("eks.podIdentity").status).toBe("ok");
    expect(of("eks.oidc")).toEqual([]);
    expect(code).toBe(0);

    answers[addon] = { status: 200, body: { addon: { status: "CREATE_FAILED" } } };
    expect((await look("identity=pod-identity")).one("eks.podIdentity").summary).toBe(
      "The add-on eks-pod-identity-agent is CREATE_FAILED.",
    );
  });

  it("gets its agent from the deployment where the cluster has none", async () => {
    const vars = ["identity=pod-identity", "workloadIdentity={createPodIdentityAgent=true}"];
    answers[addon] = { status: 404, body: { __type: "ResourceNotFoundException" } };
    expect((await look(...vars)).one("eks.podIdentity").summary).toBe(
      "The deployment creates the EKS Pod Identity agent.",
    );
    answers[addon] = { status: 200, body: { addon: { status: "ACTIVE" } } };
    expect((await look(...vars)).one("eks.podIdentity")).toMatchObject({
      status: "problem",
      fix: "Leave workloadIdentity.createPodIdentityAgent out.",
    });
    cluster["computeConfig"] = { enabled: true };
    expect((await look(...vars)).one("eks.podIdentity").status).toBe("problem");
  });

  it("and the OIDC provider count where both are used", async () => {
    answers[addon] = { status: 200, body: { addon: { status: "ACTIVE" } } };
    const { of } = await look("identity=both");
    expect([of("eks.oidc").length, of("eks.podIdentity").length]).toEqual([1, 1]);
  });

  it("has it built in with Auto Mode", async () => {
    cluster["computeConfig"] = { enabled: true };
    expect((await look("identity=pod-identity")).one("eks.podIdentity")).toMatchObject({
      status: "ok",
    });
  });
});

describe("who may enter", () => {
  it("is a problem where there is no access entry, and nothing else counts", async () => {
    answers["/access-entries"] = { status: 200, body: { accessEntries: [] } };
    const { code, one } = await look();
    expect(one("eks.access")).toMatchObject({
      status: "problem",
      summary: `${CALLER} has no access entry in main, so Terraform can't create anything there.`,
    });
    expect(code).toBe(1);

    cluster["accessConfig"] = { authenticationMode: "API_AND_CONFIG_MAP" };
    expect((await look()).one("eks.access").status).toBe("unknown");
  });

  it("says whether the connector's role can", async () => {
    const create = "accessEntries={create=true}";
    expect((await look(create)).one("eks.accessEntries").status).toBe("ok");
    cluster["accessConfig"] = { authenticationMode: "CONFIG_MAP" };
    expect((await look(create)).one("eks.accessEntries")).toMatchObject({
      status: "problem",
      summary:
        "accessEntries: main has the authentication mode CONFIG_MAP, which knows no access entries.",
    });
  });

  it("is not known where the cluster keeps it to itself", async () => {
    cluster["accessConfig"] = { authenticationMode: "CONFIG_MAP" };
    expect((await look()).one("eks.access")).toMatchObject({
      status: "unknown",
      summary:
        "main keeps its access list in the ConfigMap aws-auth, which AWS's API does not show.",
    });
  });
});

it("warns where the cluster's API does not answer", async () => {
  cluster["endpoint"] = "http://127.0.0.1:1";
  cluster["resourcesVpcConfig"] = { endpointPublicAccess: false };
  const { code, one } = await look();
  expect(one("eks.endpoint")).toMatchObject({
    status: "warning",
    summary: "The cluster's API can't be reached from here: http://127.0.0.1:1 (ECONNREFUSED).",
    fix: "The API has no public access: deploy from the cluster's VPC, or from a network that is connected to it.",
  });
  expect(code).toBe(0);
});

it("wants the cluster to be active", async () => {
  cluster["status"] = "CREATING";
  expect((await look()).one("eks.cluster")).toMatchObject({
    status: "problem",
    summary: "The cluster main is not active; its status is CREATING.",
  });
});
