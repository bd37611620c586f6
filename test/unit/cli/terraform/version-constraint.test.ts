import { canBoth, constraintOf } from "../../../../cli/terraform/version-constraint";

describe("constraints of versions", () => {
  it.each([
    ["~> 5.0", ">= 5.100, < 7", true],
    ["~> 5.31.0", ">= 5.100, < 7", false],
    ["~> 4.67", ">= 5.100, < 7", false],
    ["~> 7", ">= 5.100, < 7", false],
    [">= 4.0", ">= 5.100, < 7", true],
    ["5.100", ">= 5.100, < 7", true],
    ["= 5.99.1", ">= 5.100, < 7", false],
    [">= 6.0.0-beta1, != 6.1.0, < 6.2", ">= 5.100, < 7", true],
    ["> 6.99, < 6.100", ">= 5.100, < 7", true],
    ["v6.0.0", ">= 5.100, < 7", true],
    ["nonsense", ">= 5.100, < 7", true],
  ])("`%s` and `%s` have a version in common: %s", (one, other, common) => {
    expect(canBoth(one, other)).toBe(common);
  });

  it.each([
    ["~> 1.0", true],
    ["1.2.3", true],
    [">= 1.0, < 2", true],
    [">= 1.0", false],
    ["> 1, != 2", false],
  ])("`%s` has a ceiling: %s", (text, ceiling) => {
    expect(constraintOf(text)?.hasCeiling).toBe(ceiling);
  });

  it("are none where they can't be read", () => {
    expect(constraintOf("latest")).toBeUndefined();
    expect(constraintOf("")).toBeUndefined();
  });
});
