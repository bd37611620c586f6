import { planConnectorRoleReplaced } from "../../../../../cli/validate/rules/plan-connector-role-replaced";
import { planOf } from "../../../../support/role-plan";
import { findings, fixes } from "./find";

describe("plan-connector-role-replaced", () => {
  const plan = (actions: readonly string[], name = "apono-connector-role-old") => ({
    "plan.json": planOf({ actions, name }),
  });

  it("names what forces it, and how to keep the role", async () => {
    const files = plan(["delete", "create"], "apono-connector-role-new");
    expect(await findings(planConnectorRoleReplaced, files)).toEqual([
      'error plan.json:6 The plan replaces the connector\'s role module.apono.aws_iam_role.connector ("apono-connector-role-old"): name changes from "apono-connector-role-old" to "apono-connector-role-new".',
    ]);
    expect(await fixes(planConnectorRoleReplaced, files)).toEqual([
      'Keep the name: nameSuffix = "old", or roleName = "apono-connector-role-old".',
    ]);
  });

  it("says that the connector is renamed, and what keeps its names", async () => {
    const files = {
      "plan.json": planOf({
        actions: ["delete", "create"],
        name: "apono-connector-role-new",
        renamed: ["production", "prod-eu"],
      }),
    };
    expect(await findings(planConnectorRoleReplaced, files)).toEqual([
      expect.stringContaining(
        'The connector is renamed (connectorId changes from "production" to "prod-eu"), and nothing keeps its names, which derive from the ID',
      ),
    ]);
    expect(await fixes(planConnectorRoleReplaced, files)).toEqual([
      expect.stringContaining('keep connectorId at "production"'),
    ]);
    // A rename that replaces the revision alone keeps the role: nothing is said.
    const kept = {
      "plan.json": planOf({
        actions: ["no-op"],
        name: "apono-connector-role-old",
        renamed: ["a", "b"],
      }),
    };
    expect(await findings(planConnectorRoleReplaced, kept)).toEqual([]);
  });

  it.each([
    [
      ["delete"],
      'destroys the connector\'s role module.apono.aws_iam_role.connector ("apono-connector-role-old").',
    ],
    [
      ["forget"],
      'forgets the connector\'s role module.apono.aws_iam_role.connector: "apono-connector-role-old" stays in AWS, but Terraform no longer manages it.',
    ],
  ])("finds %p", async (actions, message) => {
    expect(await findings(planConnectorRoleReplaced, plan(actions))).toEqual([
      `error plan.json:6 The plan ${message}`,
    ]);
  });

  it.each([[["no-op"]], [["update"]]])("takes %p", async (actions) => {
    expect(await findings(planConnectorRoleReplaced, plan(actions))).toEqual([]);
  });
});
