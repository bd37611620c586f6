import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { startKubernetes, type KubernetesApi } from "../../kit/kubernetes/api-server";
import { startChartRepository } from "../../kit/kubernetes/chart-repository";
import type { ChartRepository } from "../../kit/kubernetes/chart-repository";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, run, tempDir } from "../../kit/processes";
import { findProviderPlugins } from "../../kit/provider-plugins";
import { Terraform } from "../../kit/terraform";
import { describeWithKubernetes } from "../../support/kubernetes";

jest.setTimeout(1_800_000); // the binaries may have to be built

const CHART = join(PROJECT_ROOT, "test", "fixtures", "chart");
const hasHelm = findProviderPlugins().providers.some(({ source }) => source === "hashicorp/helm");

afterAll(cleanUp);

describe("a chart repository", () => {
  it("has the versions that were published, the same bytes each time", async () => {
    const repository = await startChartRepository(CHART, ["1.0.0"]);
    const again = await startChartRepository(CHART);
    repository.publish("1.1.0");
    const index = (await (await fetch(`${repository.url}/index.yaml`)).json()) as {
      entries: Record<string, { version: string; urls: string[]; digest: string }[]>;
    };
    const listed = index.entries[repository.chart] ?? [];
    expect(listed.map(({ version }) => version)).toEqual(["1.0.0", "1.1.0"]);

    const download = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());
    for (const { version, urls, digest } of listed) {
      const archive = await download(`${repository.url}/${urls[0]}`);
      expect(createHash("sha256").update(archive).digest("hex")).toBe(digest);
      const file = join(tempDir("chart-"), "chart.tgz");
      writeFileSync(file, archive);
      const { stdout } = await run("tar", ["-xOzf", file, "apono-connector/Chart.yaml"], {
        check: true,
      });
      expect(stdout).toContain(`version: "${version}"`);
    }
    const name = listed[0]?.urls[0] ?? "";
    expect(await download(`${again.url}/${name}`)).toEqual(
      await download(`${repository.url}/${name}`),
    );
    expect((await fetch(`${repository.url}/apono-connector-2.0.0.tgz`)).status).toBe(404);
    expect(repository.requests.map(({ path }) => path)).toEqual([
      "/index.yaml",
      "/apono-connector-1.0.0.tgz",
      "/apono-connector-1.1.0.tgz",
      "/apono-connector-1.0.0.tgz",
      "/apono-connector-2.0.0.tgz",
    ]);
    await Promise.all([repository.stop(), again.stop()]);
    await expect(fetch(repository.url)).rejects.toThrow();
  });
});

// Only a real plugin renders a chart; where there is none, nothing else here uses the chart's templates either.
if (hasHelm) describeWithKubernetes("the chart", chartTests);

function chartTests(): void {
  const TOKEN = `"'\\ \\\\ , {a} \${x} %{ if true } {{ .Values }} é 漢字 🔑 ${"!#$&()*;<>?@[]^`|~".repeat(230)}`;
  const ACCOUNT = "serviceAccount.awsRoleAccountId";
  let api: KubernetesApi;
  let repository: ChartRepository;

  beforeAll(async () => {
    api = await startKubernetes({ markDeploymentsReady: true });
    repository = await startChartRepository(CHART);
  });

  afterAll(async () => {
    await repository.stop();
    await api.stop();
  });

  const base = { serviceAccount: { awsRoleName: "role" }, apono: { connectorId: "id" } };

  function release(name: string, options: object): object {
    const { url, chart } = repository;
    // Helm parses what it is given: these four mean something to it.
    const escaped = "$" + String.raw`{replace(var.token, "/([\\\\,{}])/", "\\$1")}`;
    return {
      name,
      namespace: name,
      create_namespace: true,
      repository: url,
      chart,
      version: "1.0.0",
      timeout: 15,
      set_wo: [{ name: "apono.token", value: escaped, type: "string" }],
      set_wo_revision: 1,
      ...options,
    };
  }

  function terraform(releases: Readonly<Record<string, object>>): Terraform {
    const folder = tempDir("chart-");
    const kubernetes = {
      host: api.endpoint,
      cluster_ca_certificate: api.caCertificate,
      token: api.adminToken,
    };
    const configuration = {
      terraform: { required_providers: { helm: { source: "hashicorp/helm" } } },
      provider: { helm: { kubernetes } },
      variable: { token: { type: "string", ephemeral: true } },
      resource: {
        helm_release: Object.fromEntries(
          Object.entries(releases).map(([name, options]) => [name, release(name, options)]),
        ),
      },
    };
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify(configuration));
    return new Terraform(folder, { env: api.env });
  }

  const find = (path: string) => api.client.find(path);
  const roleOf = async (namespace: string) => {
    const account = await find(`/api/v1/namespaces/${namespace}/serviceaccounts/apono`);
    return account?.metadata.annotations?.["eks.amazonaws.com/role-arn"];
  };

  it("honours its values, and waits for pods", async () => {
    const set = (value: string, type?: string) => [{ name: ACCOUNT, value, type }];
    const root = terraform({
      text: {
        values: [
          JSON.stringify({
            ...base,
            replicaCount: 2,
            image: { registry: "r.example", name: "n", tag: 1.5 },
            resources: { limits: { cpu: "1", memory: "64Mi" } },
            extraEnv: { QUOTES: `a: "b" \\`, NUMBER: 5 },
            podAnnotations: { note: true },
          }),
        ],
        set: set("012345678901", "string"),
      },
      number: { values: [JSON.stringify(base)], set: set("123456789012") },
      yaml: {
        values: [
          JSON.stringify({ ...base, serviceAccount: { awsRoleName: "r", awsRoleAccountId: 2e10 } }),
        ],
      },
      bare: {
        values: [
          JSON.stringify({ ...base, serviceAccount: { create: false, manageClusterRoles: false } }),
        ],
      },
    });
    const vars = { token: TOKEN };
    await root.init();
    await root.apply({ vars });

    const secret = await find("/api/v1/namespaces/text/secrets/text-token");
    expect(Buffer.from(secret?.data.token, "base64").toString()).toBe(TOKEN);
    const deployment = await find("/apis/apps/v1/namespaces/text/deployments/text");
    const { template, replicas } = deployment?.spec ?? {};
    expect([replicas, template.metadata.annotations.note]).toEqual([2, "true"]);
    expect(template.spec.containers[0]).toMatchObject({
      image: "r.example/n:1.5",
      resources: { limits: { cpu: "1", memory: "64Mi" } },
      env: [
        { name: "APONO_TOKEN", valueFrom: { secretKeyRef: { name: "text-token", key: "token" } } },
        { name: "CONNECTOR_ID", value: "id" },
        { name: "APONO_URL", value: "api.apono.io" },
        { name: "NUMBER", value: "5" },
        { name: "QUOTES", value: `a: "b" \\` },
      ],
    });
    expect(await roleOf("text")).toBe("arn:aws:iam::012345678901:role/role");
    expect(await roleOf("number")).toBe("arn:aws:iam::123456789012:role/role");
    expect(await roleOf("yaml")).toBe("arn:aws:iam::020000000000:role/r");

    const clusterRoles = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    expect(await find(`${clusterRoles}/text`)).toBeDefined();
    expect(await find(`${clusterRoles}/bare`)).toBeUndefined();
    expect(await find("/api/v1/namespaces/bare/serviceaccounts/apono")).toBeUndefined();

    expect((await root.plan({ vars })).changes).toEqual([]);
    await root.destroy({ vars });
    expect(await find("/apis/apps/v1/namespaces/text/deployments/text")).toBeUndefined();
  });

  it("never becomes ready on a server that nobody runs pods for", async () => {
    api.markDeploymentsReady(false);
    const root = terraform({ waits: { values: [JSON.stringify(base)], timeout: 3 } });
    await root.init();
    const failed = await root.apply({ vars: { token: "t" }, check: false });
    expect(failed.diagnostics.map(({ detail }) => detail).join()).toMatch(/deadline exceeded/);
  });
}
