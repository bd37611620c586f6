import { planDestroysConnector } from "../../../../../cli/validate/rules/plan-destroys-connector";
import { findings, found, planOf } from "../../../../support/validate";

describe("plan-destroys-connector", () => {
  const service = {
    address: "module.a.aws_ecs_service.connector",
    before: { name: "apono-connector-ecsservice-x" },
  };
  const other = { address: "aws_vpc.v", actions: ["no-op"] };
  it("finds a replacement, and says which name to keep", async () => {
    const plan = planOf([
      {
        ...service,
        actions: ["delete", "create"],
        after: { name: "apono-connector-ecsservice-y" },
        replace_paths: [["name"]],
      },
    ]);
    const [finding] = await findings(planDestroysConnector, { "plan.json": plan });
    expect(finding).toMatchObject({
      severity: "error",
      message:
        "module.a.aws_ecs_service.connector is replaced, because of name: the connector stops until the new one runs.",
      fix: "Its name is apono-connector-ecsservice-x now, and would be apono-connector-ecsservice-y: don't apply this plan; set nameSuffix to the suffix of the deployed names (npx apono-connector modules suffix).",
    });
  });

  it("warns of what only goes", async () => {
    const plan = planOf([{ ...service, actions: ["delete"] }, other]);
    expect(await found(planDestroysConnector, { "plan.json": plan })).toEqual([
      expect.stringMatching(
        / warning: module\.a\.aws_ecs_service\.connector is destroyed: the connector stops/,
      ),
    ]);
  });

  it.each([
    ["a plan to destroy everything", [{ ...service, actions: ["delete"] }]],
    ["a change in place", [{ ...service, actions: ["update"] }, other]],
    [
      "somebody else's service",
      [{ ...service, before: { name: "web" }, actions: ["delete"] }, other],
    ],
    [
      "the token's version",
      [
        {
          address: "module.a.aws_secretsmanager_secret_version.apono",
          before: { name: "apono" },
          actions: ["delete", "create"],
        },
        other,
      ],
    ],
  ])("leaves alone %s", async (_, changes) => {
    expect(await found(planDestroysConnector, { "plan.json": planOf(changes) })).toEqual([]);
  });
});
