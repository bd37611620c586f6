import { convert } from "../../../../../cli/terraform/values/convert";
import { UNKNOWN } from "../../../../../cli/terraform/values/value";

describe("a list of maps of strings", () => {
  const type = "list(map(string))";

  it("takes maps of whatever Terraform writes as text", () => {
    expect(convert({ type }, [{ key: "a", tolerationSeconds: 60 }, {}, UNKNOWN])).toEqual({
      value: [{ key: "a", tolerationSeconds: "60" }, {}, UNKNOWN],
    });
  });

  it.each([
    [[{ key: ["a"] }], "a list with other values than strings"],
    [["a"], "a list"],
    [{ key: "a" }, "a map"],
  ])("refuses %j", (value, kind) => {
    expect(convert({ type }, value)).toEqual({
      problem: `must be a list of maps of strings such as [{ a = "b" }]; got ${kind}`,
    });
  });
});
