import { type AwsEmulator, clientConfig, startAwsEmulator } from "../../../kit/aws-emulator";
import { makeAccount, makeOrganization, makeUnit } from "../../../kit/organization";
import { cleanUp } from "../../../kit/processes";
import { AwsView } from "../../../../tools/aws-view";
import { Prove, problemsOf, verdictsOf } from "../../../support/prove";

jest.setTimeout(1_200_000);

let emulator: AwsEmulator;
let unit: string;
let member: string;

beforeAll(async () => {
  emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  unit = await makeUnit(organization, "workloads", organization.rootId);
  member = await makeAccount(organization, "shop", unit);
  organization.client.destroy();
});
afterAll(async () => {
  await emulator.stop();
  cleanUp();
});

it("reports every step of an organization, and leaves nothing", async () => {
  const prove = new Prove(emulator.env);
  const args = ["org", "--unit", unit, "--yes", "--report", prove.reports];
  const { code, stdout, stderr } = await (await prove.start(args)).done;
  expect([code, code === 0 ? "" : stdout + stderr]).toEqual([0, ""]);
  const { json } = prove.report("org");
  expect(problemsOf(json)).toEqual([]);
  expect(verdictsOf(json)).toEqual({
    prepare: "PASS",
    doctor: "PASS",
    deploy: "PASS",
    "instances-current": "UNKNOWN",
    assumed: "UNKNOWN",
    refused: "UNKNOWN",
    "plan-again": "PASS",
    destroy: "PASS",
  });
  const instances = json.steps.find(({ id }) => id === "instances-current");
  expect(instances?.seen).toContain(`${member} CURRENT`);
  const view = new AwsView(() => clientConfig(emulator.endpoint));
  expect((await view.named("")).filter((name) => name.startsWith("apono-"))).toEqual([]);
  view.close();
});
