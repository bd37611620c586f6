import { apiConnector } from "../../kit/apono-api/connectors";
import { ecsStatus } from "../../support/ecs-status";
import { ECS_OUTPUTS, deployed, status, statusJson } from "../../support/status";

jest.setTimeout(180_000);

const ecs = ecsStatus();

describe("a stack that can't be asked about", () => {
  it("was never deployed", async () => {
    const { code, err } = await status(["eks-connector"], ecs.env());
    expect(err).toMatch(
      /^The stack eks-connector is not deployed: it has no state in .*eks-connector\.tfstate\. Fix: deploy it with npx cdktf deploy eks-connector, or give the connector's id with --connector-id\.$/,
    );
    expect(code).toBe(2);
  });

  it("is misspelt", async () => {
    const { code, err } = await status(["ecs-conector"], ecs.env());
    expect(err).toContain("Did you mean ecs-connector? Fix: ");
    expect(code).toBe(2);
  });

  it("was destroyed", async () => {
    const { code, err } = await status([], { ...ecs.env(), ...deployed({}) });
    expect(err).toMatch(/^The stack ecs-connector is not deployed: /);
    expect(code).toBe(2);
  });

  it("has no connector, or an older version's outputs", async () => {
    const older = { ...ECS_OUTPUTS, connector_id: undefined };
    const { code, err } = await status([], { ...ecs.env(), ...deployed(older) });
    expect(err).toBe(
      "The stack ecs-connector has no output connector_id: it has no connector, or was deployed by an older version. Fix: deploy it again with npx cdktf deploy ecs-connector, or give the connector's id with --connector-id.",
    );
    expect(code).toBe(2);
    ecs.api.knows([apiConnector("given", { instances: 2 })]);
    const given = await statusJson(["ecs-connector", "--connector-id", "given"], {
      ...ecs.env(),
      ...deployed(older),
    });
    expect({ code: given.code, id: given.document["connectorId"] }).toEqual({
      code: 0,
      id: "given",
    });
  });
});
