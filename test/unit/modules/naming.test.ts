import { derivedSuffix, nameOf } from "../../../modules/naming";
import { nameExpression } from "../../../modules/naming-expressions";
import { render } from "../../support/render";

describe("names in AWS", () => {
  it("are the same text with a suffix that Terraform knows", () => {
    expect(render(nameExpression("logGroup", { suffix: "own_1" }))).toBe(
      nameOf("logGroup", "own_1"),
    );
    expect(nameOf("logGroup", "own_1")).toBe("/ecs/apono-connector-logs-own_1");
  });

  it("have no underscore where CloudFormation takes none", () => {
    expect(nameOf("stackSet", "own_1_")).toBe("apono-member-role-own-1-");
    expect(render(nameExpression("stackSet", { suffix: "own_1_" }))).toBe(
      'apono-member-role-${replace("own_1_", "_", "-")}',
    );
  });

  it("end in what account, region and connector id give", () => {
    expect(derivedSuffix("123456789012", "us-east-1", "apono-connector")).toBe("da765cca");
    expect(derivedSuffix("123456789012", "us-east-1", "cluster", "id")).toBe(
      derivedSuffix("123456789012", "us-east-1", "cluster/id"),
    );
  });
});
