import { compactJson } from "../../../../tools/data/compact-json";

it("writes each entry of a member on a line of its own", () => {
  const value = {
    version: "1",
    grants: [{ action: "a", on: ["b", "c"] }, {}],
    types: { t: { a: 1 } },
  };
  expect(compactJson(value).split("\n")).toEqual([
    "{",
    '  "version": "1",',
    '  "grants": [',
    '    {"action":"a","on":["b","c"]},',
    "    {}",
    "  ],",
    '  "types": {',
    '    "t": {"a":1}',
    "  }",
    "}",
  ]);
  expect(JSON.parse(compactJson(value))).toEqual(value);
});
