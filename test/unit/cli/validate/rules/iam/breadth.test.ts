import { allowNotAction } from "../../../../../../cli/validate/rules/iam-allow-not-action";
import { rolePolicy } from "../../../../../../test/support/policy-examples";
import { passRole } from "../../../../../../cli/validate/rules/iam-pass-role-wildcard";
import { OF_EXTRA, said } from "./find";

describe("what a reviewer asks about", () => {
  it("finds Allow with NotAction and NotResource", async () => {
    expect(
      await said(
        allowNotAction,
        rolePolicy('Effect = "Allow"\nAction = "s3:GetObject"\nNotResource = "arn:aws:s3:::x/*"'),
      ),
    ).toEqual([`error ${OF_EXTRA} allows everything but arn:aws:s3:::x/* (NotResource).`]);
  });

  it("finds that any role is passed", async () => {
    expect(
      await said(passRole, rolePolicy('Effect = "Allow"\nAction = "iam:Pass*"\nResource = "*"')),
    ).toEqual([`warning ${OF_EXTRA} lets any role (*) be passed to any service.`]);
    expect(
      await said(
        passRole,
        rolePolicy(
          'Effect = "Allow"\nAction = "iam:PassRole"\nResource = "arn:aws:iam::1:role/tasks-*"',
        ),
      ),
    ).toEqual([]);
  });
});
