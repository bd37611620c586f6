import { orgDelegationInputs } from "../../../../modules/org-delegation/inputs";
import { startAwsEmulator } from "../../../kit/aws-emulator";
import { makeOrganization, makeUnit } from "../../../kit/organization";
import { cleanUp } from "../../../kit/processes";
import { pipeline } from "../../../support/deployment";
import { SAME_APPLY, unknownInputs } from "../../../support/unknown-inputs";

jest.setTimeout(600_000);
afterAll(cleanUp);

test("every input but those that the README names may come from the same apply", async () => {
  const emulator = await startAwsEmulator({ organizations: true });
  const organization = await makeOrganization(emulator.endpoint);
  const apps = await makeUnit(organization, "apps", organization.rootId);
  const inputs = unknownInputs("org-delegation", orgDelegationInputs);
  const module = {
    // One of the two lists of accounts can be given.
    apono: { source: "./module", ...inputs, onlyAccountIds: [], organizationalUnitIds: [apps] },
  };
  const root = pipeline("org-delegation", { resource: SAME_APPLY, module }, emulator.env);
  await root.init();
  const { changes } = await root.plan();
  expect(changes.map(({ address }) => address)).toContain(
    "module.apono.aws_cloudformation_stack_set.members",
  );
  await emulator.stop();
});
