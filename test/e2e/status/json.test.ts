import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import addFormats from "ajv-formats";
import { apiConnector } from "../../kit/apono-api/connectors";
import { PROJECT } from "../../kit/project-copy";
import { ecsStatus } from "../../support/ecs-status";
import { ECS_OUTPUTS, statusJson } from "../../support/status";

jest.setTimeout(180_000);

const ecs = ecsStatus();
const ID = ECS_OUTPUTS.connector_id;

it("prints JSON as its schema has it", async () => {
  const schema = JSON.parse(
    readFileSync(join(PROJECT, "docs", "status.schema.json"), "utf8"),
  ) as object;
  const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  const check = (document: object) => {
    validate(document);
    expect(validate.errors).toBeNull();
  };
  check((await ecs.look()).document);
  check((await ecs.look("--wait", "5")).document);
  ecs.api.knows([
    apiConnector(ID, { instances: 3, version: "v1.0.0", is_latest_version: false, accountId: "1" }),
  ]);
  check((await ecs.look()).document);
  check(
    (await statusJson(["--connector-id", "x"], { ...ecs.env(), APONO_PERSONAL_TOKEN: undefined }))
      .document,
  );
  check((await ecs.look("--all")).document);
  ecs.service = {
    desiredCount: 2,
    runningCount: 0,
    events: [{ id: "1", createdAt: Date.now() / 1000 + 5, message: "strange" }],
  };
  check((await ecs.look()).document);
  validate({ formatVersion: 1 });
  expect(validate.errors).not.toBeNull();
});
