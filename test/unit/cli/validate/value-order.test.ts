import { byCodePoint } from "../../../../cli/validate/value-order";

test("texts stand in the order of their code points, not of their code units", () => {
  const texts = ["\u{1F600}", "\uFF5E", "b", "a", "10", "9", "é", "Z", "", "ab"];
  expect([...texts].sort(byCodePoint)).toEqual([
    "",
    "10",
    "9",
    "Z",
    "a",
    "ab",
    "b",
    "é",
    "\uFF5E",
    "\u{1F600}",
  ]);
});

test("a text is like itself", () => {
  expect(byCodePoint("ab", "ab")).toBe(0);
});
