import { cleanUp, tempDir } from "../../../sandbox/processes";
import { Terraform } from "../../../sandbox/terraform";
import { writeModule } from "../../../scripts/write-module";

jest.setTimeout(300_000);
afterAll(cleanUp);

describe("the built module org-delegation", () => {
  const terraform = new Terraform(writeModule("org-delegation", tempDir("module-")));

  beforeAll(async () => {
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
