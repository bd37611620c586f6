import { runCli } from "../../../../support/cli";
import { inOwnFolder, write } from "../../../../support/validate-folder";

inOwnFolder();

it.each(["text", "json", "sarif", "junit", "github"])(
  "%s has what a finding speaks for besides",
  async (format) => {
    const role = `resource "aws_iam_role" "apono" {
  name = "apono-connector"
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.apono.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "iam:*", Resource = "*" }] })
}
`;
    write({ "role.tf": role });
    const rules = ["iam-privilege-escalation", "iam-wildcard-beyond-sets"];
    const { out } = await runCli(["validate", "role.tf", "--format", format, "--only", ...rules]);
    expect(out).toContain("can get more permissions by iam:*");
    expect(out).toMatch(/Also, by iam-wildcard-beyond-sets: .* may do iam:\* /);
  },
);
