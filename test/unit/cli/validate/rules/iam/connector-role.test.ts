import { privilegeEscalation } from "../../../../../../cli/validate/rules/iam/privilege-escalation";
import { wildcardBeyondSets } from "../../../../../../cli/validate/rules/iam/wildcard-beyond-sets";
import { findings } from "./find";

it("a policy by name on the connector's role, which is made elsewhere, is the connector's", async () => {
  const policy = (role: string, action: string) => `resource "aws_iam_role_policy" "more" {
  name = "more"
  role = "${role}"
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "${action}", Resource = "*" }]
  })
}`;
  const wide = await findings(
    privilegeEscalation,
    policy("apono-connector-role-1a2b3c4d", "iam:*"),
  );
  expect(wide.length).toBeGreaterThan(0);
  expect(wide.every((each) => each.startsWith("error main.tf:"))).toBe(true);
  const more = policy("apono-connector-role-1a2b3c4d", "iam:*");
  expect((await findings(wildcardBeyondSets, more)).length).toBeGreaterThan(0);
  expect(await findings(privilegeEscalation, policy("deploy", "iam:*"))).toEqual([]);
  expect(
    await findings(
      privilegeEscalation,
      policy("apono-connector-role-1a2b3c4d", "ec2:DescribeTags"),
    ),
  ).toEqual([]);
});
