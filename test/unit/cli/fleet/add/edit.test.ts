import { parse } from "yaml";
import { addToList, addToMap } from "../../../../../cli/fleet/add/edit";

const ENTRY = { name: "x", account: "123456789012", inputs: { subnetIds: ["a", "b"] } };
const BLOCK = ["- name: x", '  account: "123456789012"', "  inputs:", "    subnetIds: [a, b]"];
const block = (indent: string, end = "\n") =>
  BLOCK.map((line) => `${indent}${line}${end}`).join("");

describe("adding to a list", () => {
  it.each([
    [
      "keeps comments, blank lines and style, and is as far right as the others",
      `# c\nconnectors:\n  - name: a   # x\n    inputs: { s: [b] }\n  # after\n\n  - name: b\n    list:\n      - x\n      # of x\n# end\n\nwaves: [["*"]]\n`,
      (text: string) => text.replace("# of x\n", `# of x\n\n${block("  ")}`),
    ],
    [
      "has no line break at its end",
      "connectors:\n- name: b",
      (text: string) => `${text}\n${block("")}`,
    ],
    [
      "has carriage returns, and four spaces",
      "connectors:\r\n    - name: b\r\n      inputs:\r\n          y: 1\r\n",
      (text: string) =>
        `${text}${block("    ", "\r\n").replace("        subnetIds", "          subnetIds")}`,
    ],
    [
      "ends in a text of several lines",
      "connectors:\n  - name: b\n    inputs:\n      helmValues: |\n        a: b\n\n# end",
      (text: string) => text.replace("a: b\n", `a: b\n${block("  ")}`),
    ],
    ["is empty", "connectors: []\nx: 1\n", () => `connectors:\n${block("  ")}x: 1\n`],
    [
      "is between brackets, a line each",
      "connectors: [\n  { name: a }, # hi\n  {name: b} # ho\n]\n",
      (text: string) =>
        text.replace(
          "{name: b} # ho",
          '{name: b}, # ho\n  {name: x, account: "123456789012", inputs: {subnetIds: [a, b]}}',
        ),
    ],
    [
      "is JSON on one line",
      '{"connectors":[{"name":"a"}]}',
      () => `{"connectors":[{"name":"a"},${JSON.stringify(ENTRY)}]}`,
    ],
    [
      "is JSON with tabs",
      '{\n\t"connectors": [\n\t\t{ "name": "a" }\n\t]\n}\n',
      () =>
        `{\n\t"connectors": [\n\t\t{ "name": "a" },\n\t\t${JSON.stringify(ENTRY, null, "\t").replaceAll("\n", "\n\t\t")}\n\t]\n}\n`,
    ],
    [
      "is empty JSON",
      '{\n  "connectors": []\n}\n',
      () => `${JSON.stringify({ connectors: [ENTRY] }, null, 2)}\n`,
    ],
  ])("that %s", (_what, text, expected) => {
    const edited = addToList(text, ["connectors"], ENTRY)!;
    expect(edited).toBe(expected(text));
    expect((parse(edited) as { connectors: unknown[] }).connectors.at(-1)).toEqual(ENTRY);
  });

  it("adds nothing where there is no list", () => {
    expect(addToList("connectors: *x\n", ["connectors"], ENTRY)).toBeUndefined();
    expect(addToList("connectors: { a: 1 }\n", ["connectors"], ENTRY)).toBeUndefined();
  });
});

describe("adding to a map", () => {
  it.each([
    ["connectors:\n  - name: b\n", "connectors:\n  - name: b\ntokens:\n  prod: TOKEN\n"],
    ["tokens: { a: B } # c\nx: 1\n", "tokens: { a: B, prod: TOKEN } # c\nx: 1\n"],
    ["tokens:\n  a: B # c\n\nx: 1\n", "tokens:\n  a: B # c\n  prod: TOKEN\n\nx: 1\n"],
    ['{\n  "a": 1\n}\n', '{\n  "a": 1,\n  "tokens": {\n    "prod": "TOKEN"\n  }\n}\n'],
  ])("changes nothing else of %j", (text, expected) => {
    expect(addToMap(text, ["tokens"], "prod", "TOKEN")).toBe(expected);
  });
});
