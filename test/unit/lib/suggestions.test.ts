import { closest, didYouMean, nearest } from "../../../lib/suggestions";

describe("nearest", () => {
  it.each([
    ["nmae", "name"], // swapped
    ["anme", "name"],
    ["nam", "name"], // left out
    ["names", "name"], // put in
    ["mame", "name"], // changed
    ["Subnet_Ids", "subnetIds"],
    ["subnet-ids", "subnetIds"],
    ["retention_in_day", "retention_in_days"],
    ["descirpiton", "description"], // swapped twice
  ])("of %s is %s", (name, expected) => {
    const names = ["name", "subnetIds", "retention_in_days", "description", "x"];
    expect(nearest(name, names)).toBe(expected);
  });

  it.each(["eman", "zebra", "", "nxxe"])("of %j is nothing", (name) => {
    expect(nearest(name, ["name", "description"])).toBeUndefined();
  });
});

it("the closest come first, as many as are asked for", () => {
  const names = ["roles", "rule", "role", "policy"];
  expect(closest("roel", names)).toEqual(["role"]);
  expect(closest("role_s", names)).toEqual(["roles", "role", "rule"]);
  expect(closest("role_s", names, 1)).toEqual(["roles"]);
});

it("is a sentence, or nothing", () => {
  expect(didYouMean("nmae", ["name"])).toBe("Did you mean name? ");
  expect(didYouMean("zebra", ["name"])).toBe("");
});
