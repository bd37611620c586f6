import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { startKubernetes, type KubernetesApi } from "../../kit/kubernetes/api-server";
import {
  findKubernetesBinaries,
  kubernetesServerWanted,
  missingKubernetesBinaries,
} from "../../kit/kubernetes/binaries";
import { PROJECT_ROOT } from "../../kit/paths";
import { cleanUp, run, sleep, start, tempDir } from "../../kit/processes";
import { describeWithKubernetes } from "../../support/kubernetes";

jest.setTimeout(1_800_000); // the binaries may have to be built

const NAMESPACES = "/api/v1/namespaces";

afterAll(cleanUp);

async function until(condition: () => Promise<boolean> | boolean, ms = 20_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`It did not come about in ${ms} ms.`);
    await sleep(50);
  }
}

/** What runs with a folder among its arguments. */
async function processesOf(folder: string): Promise<string[]> {
  const { stdout } = await run("ps", ["-A", "-o", "args"]);
  return stdout.split("\n").filter((line) => line.includes(folder));
}

it("takes the binaries that KUBEBUILDER_ASSETS or else the PATH has", async () => {
  const environment = { ...process.env };
  const [assets, path] = [tempDir("assets-"), tempDir("path-")];
  const binary = (folder: string, name: string): string => {
    writeFileSync(join(folder, name), "", { mode: 0o755 });
    return join(folder, name);
  };
  try {
    process.env.KUBEBUILDER_ASSETS = assets;
    process.env.PATH = path;
    const etcd = binary(path, "etcd");
    expect(missingKubernetesBinaries()).not.toContain("etcd");
    const kubeApiserver = binary(assets, "kube-apiserver");
    binary(path, "kube-apiserver");
    expect(await findKubernetesBinaries()).toEqual({ etcd, kubeApiserver });
    expect(kubernetesServerWanted()).toBe(true);
  } finally {
    process.env = environment;
  }
});

describeWithKubernetes("the Kubernetes API", () => {
  let api: KubernetesApi;

  beforeAll(async () => {
    api = await startKubernetes();
  });

  afterAll(() => api.stop());

  it("is the binary's version", async () => {
    const { kubeApiserver } = await findKubernetesBinaries();
    const { stdout } = await run(kubeApiserver, ["--version"]);
    const { gitVersion } = await api.client.get<{ gitVersion: string }>("/version");
    expect(`Kubernetes ${gitVersion}`).toBe(stdout.trim());
    expect(gitVersion).toMatch(/^v1\.\d+\.\d+/);
  });

  it("knows the administrator, and nobody else", async () => {
    const status = async (token?: string) =>
      (await api.client.as(token).request("GET", NAMESPACES)).status;
    expect([await status(api.adminToken), await status(), await status("unknown")]).toEqual([
      200, 403, 401,
    ]);
    expect((await api.client.as(undefined).request("GET", "/version")).status).toBe(200);
  });

  it("keeps objects, and lets a deleted namespace go with what is in it", async () => {
    const { client } = api;
    await client.create(NAMESPACES, { metadata: { name: "full" } });
    const secret = `${NAMESPACES}/full/secrets/s`;
    await client.create(dirname(secret), { metadata: { name: "s" }, data: { a: "Yg==" } });
    expect((await client.get(secret)).data).toEqual({ a: "Yg==" });
    await expect(client.get(`${secret}x`)).rejects.toThrow(/secrets\/sx answered 404: .*not found/);

    await client.delete(`${NAMESPACES}/full`);
    await until(async () => (await client.find(`${NAMESPACES}/full`)) === undefined);
    expect(await client.find(secret)).toBeUndefined();
  });

  it("makes Deployments ready when it is told to, new templates too", async () => {
    const { client } = api;
    const path = "/apis/apps/v1/namespaces/default/deployments/d";
    const labels = { app: "d" };
    const template = { metadata: { labels }, spec: { containers: [{ name: "c", image: "i:1" }] } };
    await client.create(dirname(path), {
      metadata: { name: "d" },
      spec: { replicas: 2, selector: { matchLabels: labels }, template },
    });
    await sleep(500);
    expect((await client.get(path)).status).toEqual({});

    const isReady = async (): Promise<boolean> => {
      const { metadata, status } = await client.get(path);
      return status.observedGeneration === metadata.generation && status.readyReplicas === 2;
    };
    const replicas = async () =>
      (await client.list("/apis/apps/v1/replicasets")).map(
        ({ spec, status }) => `${spec.replicas}/${status.readyReplicas ?? 0}`,
      );
    api.markDeploymentsReady(true);
    await until(isReady);
    await client.patch(path, {
      spec: { template: { spec: { containers: [{ name: "c", image: "i:2" }] } } },
    });
    await until(async () => (await isReady()) && (await replicas()).length === 2);
    expect((await replicas()).sort()).toEqual(["0/0", "2/2"]);

    await client.delete(path);
    await until(async () => (await replicas()).length === 0);
    api.markDeploymentsReady(false);
  });

  it("has nothing in common with another, of which nothing stays when it stops", async () => {
    const other = await startKubernetes({ finalizeNamespaces: false });
    await other.client.create(NAMESPACES, { metadata: { name: "other" } });
    expect(await api.client.find(`${NAMESPACES}/other`)).toBeUndefined();
    expect((await other.client.as(api.adminToken).request("GET", NAMESPACES)).status).toBe(401);

    const folder = dirname(other.kubeconfig);
    expect(await processesOf(folder)).toHaveLength(2);
    await other.stop();
    expect(await processesOf(folder)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
    await expect(other.client.get("/version")).rejects.toThrow("ECONNREFUSED");
  });

  it("goes when whoever started it is killed", async () => {
    const file = join(tempDir("killed-"), "start.ts");
    const module = join(PROJECT_ROOT, "test", "kit", "kubernetes", "api-server");
    writeFileSync(
      file,
      `import { startKubernetes } from ${JSON.stringify(module)};
       void startKubernetes().then(({ kubeconfig }) => {
         console.log(kubeconfig);
         setInterval(() => {}, 1000);
       });`,
    );
    let output = "";
    const command = await start(process.execPath, ["--import", "tsx", file], {
      cwd: PROJECT_ROOT,
      onOutput: (text) => (output += text),
    });
    await until(() => output.includes("\n"), 60_000);
    const folder = dirname(output.trim());
    expect(await processesOf(folder)).toHaveLength(2);
    // Only the starter itself: a kill of its group would be the clean-up's own way.
    process.kill(command.pid, "SIGKILL");
    await until(async () => (await processesOf(folder)).length === 0 && !existsSync(folder));
  });
});
