import { quantityValue } from "../../../../modules/eks-connector/quantity";

it.each([
  ["500m", 0.5],
  ["1000m", 1],
  ["1", 1],
  [".5", 0.5],
  ["2G", 2e9],
  ["1Gi", 1073741824],
  ["1e3", 1000],
])("%s is %d", (quantity, value) => {
  expect(quantityValue(quantity)).toBeCloseTo(value, 9);
});

it.each(["", "one", "1X"])("%j is no quantity", (text) => {
  expect(quantityValue(text)).toBeNaN();
});
