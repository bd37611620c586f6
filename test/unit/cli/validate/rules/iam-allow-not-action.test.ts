import { allowNotAction } from "../../../../../cli/validate/rules/iam-allow-not-action";
import { rolePolicy } from "../../../../support/policy-examples";
import { OF_EXTRA, said } from "./find";

it.each([
  [
    'NotAction = "iam:*"\nResource = "*"',
    [`error ${OF_EXTRA} allows everything except iam:* (NotAction).`],
  ],
  [
    'Action = "s3:GetObject"\nNotResource = "arn:aws:s3:::x/*"',
    [`error ${OF_EXTRA} allows everything except arn:aws:s3:::x/* (NotResource).`],
  ],
  ['Action = "s3:GetObject"\nResource = "arn:aws:s3:::x/*"', []],
])("Allow with %s", async (statement, expected) => {
  expect(await said(allowNotAction, rolePolicy(`Effect = "Allow"\n${statement}`))).toEqual(
    expected,
  );
});

it("takes Deny with NotAction", async () => {
  const denial = rolePolicy('Effect = "Deny"\nNotAction = "s3:*"\nResource = "*"');
  expect(await said(allowNotAction, denial)).toEqual([]);
});
