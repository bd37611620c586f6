import { MODULES, type ModuleName } from "../../modules";
import { kubernetesPlugins } from "../kit/kubernetes-plugins";
import { cleanUp, tempDir } from "../kit/processes";
import { Terraform } from "../kit/terraform";
import { writeModule } from "../../cli/registry/build/write-module";

/** A module's own tests are over a hundred plans, on whatever machine; and the stand-in plugin may have to be built. */
const TIMEOUT = 1_200_000;
jest.setTimeout(TIMEOUT);
afterAll(cleanUp);

/** Where the plugins come from that not every machine has. */
const MIRRORS: Partial<Record<ModuleName, () => Promise<readonly string[]>>> = {
  "eks-connector": async () => (await kubernetesPlugins()).mirrors,
};

describe.each(Object.keys(MODULES) as ModuleName[])("the built module %s", (name) => {
  let terraform: Terraform;

  beforeAll(async () => {
    const extraMirrors = await MIRRORS[name]?.();
    terraform = new Terraform(writeModule(name, tempDir("module-")), {
      extraMirrors,
      timeoutMs: TIMEOUT,
    });
    await terraform.init();
  });

  it("is valid, without a warning", async () => {
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });

  it("passes its own tests", async () => {
    const { passed, runs } = await terraform.test();
    expect(runs.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(runs.length).toBeGreaterThan(0);
    expect(passed).toBe(true);
  });
});
