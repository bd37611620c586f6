import { FORMAT_NAMES } from "../../../../cli/validate/format/names";
import { runCli } from "../../../support/cli";
import { MARK, FLOWS } from "../../../support/secret-flows";
import { inOwnFolder, write } from "../../../support/validate-folder";

inOwnFolder();

// With Terraform, which quotes values: test/terraform/validate/no-secret-shown.test.ts
describe.each(Object.entries(FLOWS))("no format shows a secret: %s", (_, files) => {
  it.each(FORMAT_NAMES)("%s", async (format) => {
    write(files);
    const { out, err } = await runCli(["validate", "--format", format, "."]);
    // Whether, and not what: a failure of this test may show it, but not in a thousand lines.
    expect((out + err).toLowerCase().includes(MARK)).toBe(false);
  });
});
