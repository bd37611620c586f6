import { Token } from "cdktf";
import { escapeTemplate, hcl, quote, rawHcl, text } from "../../../lib/hcl";
import { render } from "../../support/render";

const ref = (name: string) => Token.asString(rawHcl(`var.${name}`));

describe("quote", () => {
  it.each([
    ["plain", '"plain"'],
    ["", '""'],
    ['say "hi"', '"say \\"hi\\""'],
    ["C:\\temp", '"C:\\\\temp"'],
    ["two\nlines\r\ttab", '"two\\nlines\\r\\ttab"'],
    ["\u0000\u0001\u001f", '"\\u0000\\u0001\\u001f"'],
    ["\b\f", '"\\u0008\\u000c"'],
    // A backslash before a letter is no control character.
    ["\\bword\\b \\f", '"\\\\bword\\\\b \\\\f"'],
    ["\\\\b", '"\\\\\\\\b"'],
    ["${a} and %{b}", '"$${a} and %%{b}"'],
    ["$${a}", '"$$${a}"'],
    ["$ { } % $a", '"$ { } % $a"'],
    ["größe ☃", '"größe ☃"'],
  ])("writes %j as %s", (value, literal) => {
    expect(quote(value)).toBe(literal);
  });
});

describe("escapeTemplate", () => {
  it("escapes template openers and nothing else", () => {
    expect(escapeTemplate('${a} %{b} "$" \\')).toBe('$${a} %%{b} "$" \\');
  });
});

describe("hcl", () => {
  it("weaves plain values in as literals", () => {
    expect(render(hcl`f(${'a"${b}'}, ${1.5}, ${true})`)).toBe('${f("a\\"$${b}", 1.5, true)}');
  });

  it("keeps falsy operands", () => {
    expect(render(hcl`[x > ${0}, x == ${false}, x != ${""}]`)).toBe(
      '${[x > 0, x == false, x != ""]}',
    );
  });

  it("writes null and undefined as null", () => {
    expect(render(hcl`f(${null}, ${undefined}, ${[null, undefined]}, ${{ a: undefined }})`)).toBe(
      '${f(null, null, [null, null], {"a" = null})}',
    );
  });

  it("writes nested lists and objects", () => {
    const value = { list: [1, ["a", { b: false }]], 'key "${x}': { empty: {}, none: [] } };
    expect(render(hcl`f(${value})`)).toBe(
      '${f({"list" = [1, ["a", {"b" = false}]], "key \\"$${x}" = {"empty" = {}, "none" = []}})}',
    );
  });

  it("writes references bare, in whichever way cdktf encodes them", () => {
    const list = rawHcl("var.list").asList;
    const number = rawHcl("var.number").asNumber;
    const map = Token.asStringMap(rawHcl("var.map"));
    expect(render(hcl`f(${ref("text")}, ${list}, ${number}, ${map})`)).toBe(
      "${f(var.text, var.list, var.number, var.map)}",
    );
  });

  it("is a map of the same shape each time, so that a large fleet is synthesized as fast as a small one", () => {
    const [one, other] = [rawHcl("var.one").asMap, rawHcl("var.other").asMap];
    expect(Object.keys(one)).toEqual(Object.keys(other));
    expect(render(hcl`f(${one}, ${other})`)).toBe("${f(var.one, var.other)}");
  });

  it("resolves references within lists and objects", () => {
    expect(render(hcl`f(${[ref("a"), { b: rawHcl("a + b") }]})`)).toBe(
      '${f([var.a, {"b" = (a + b)}])}',
    );
  });

  it.each([
    ["a || b", "(a || b)"],
    ["a ? b : c", "(a ? b : c)"],
    ["f(a) + f(b)", "(f(a) + f(b))"],
    ["[a][0] + [b]", "([a][0] + [b])"],
    ['"a" == "b"', '("a" == "b")'],
    ["!a", "(!a)"],
    ["f(a, g(b))", "f(a, g(b))"],
    ['f(")", "\\"(")', 'f(")", "\\"(")'],
    ["[for x in y : x]", "[for x in y : x]"],
    ["{ a = b }", "{ a = b }"],
    ["(a || b)", "(a || b)"],
    ["data.x.y[0].z", "data.x.y[0].z"],
    ["x.y[*].z", "x.y[*].z"],
    ["3", "3"],
    ['"a b"', '"a b"'],
  ])("groups %s where it is woven in as %s", (inner, woven) => {
    expect(render(hcl`x && ${rawHcl(inner)}`)).toBe(`\${x && ${woven}}`);
  });

  it("takes its text raw", () => {
    expect(render(hcl`regex("\\d+\n", x)`)).toBe('${regex("\\\\d+\\n", x)}');
    expect(render(hcl`"\${a}-${1}"`)).toBe('${"${a}-1"}');
  });

  it("refuses a string of text and tokens, which it could not quote", () => {
    expect(() => render(hcl`f(${`name-${ref("a")}-${ref("b")}`})`)).toThrow(
      "A string that mixes text and tokens can't be interpolated into an expression: write it as text`…`.",
    );
  });

  it("refuses what Terraform has no value for", () => {
    expect(() => render(hcl`f(${() => 1})`)).toThrow(
      "A function can't be part of a Terraform expression.",
    );
  });

  it("becomes a template as a value, also inside of objects", () => {
    expect(render({ a: [hcl`f(${1})`], b: `x-${hcl`g()`}` })).toEqual({
      a: ["${f(1)}"],
      b: "x-${g()}",
    });
  });
});

describe("text", () => {
  it("is a template by itself and a quoted string within an expression", () => {
    const name = text`role-${ref("suffix")}`;
    expect(render(name)).toBe("role-${var.suffix}");
    expect(render(hcl`f(${name})`)).toBe('${f("role-${var.suffix}")}');
  });

  it("escapes plain values for where it stands", () => {
    const message = text`say "${'x\\"'}" ${0}${false}${""} \${a}`;
    expect(render(message)).toBe('say "x\\"" 0false $${a}');
    expect(render(hcl`f(${message})`)).toBe('${f("say \\"x\\\\\\"\\" 0false $${a}")}');
  });

  it("weaves expressions, null and lists in", () => {
    expect(render(text`${hcl`a || b`}, ${null}, ${[1]}`)).toBe("${(a || b)}, ${null}, ${[1]}");
  });

  it("nests", () => {
    const inner = text`in "${ref("a")}"`;
    expect(render(text`out ${inner}`)).toBe('out ${"in \\"${var.a}\\""}');
  });

  it("keeps signs that would make or unmake a template where pieces meet", () => {
    expect(render(text`costs $${ref("a")}`)).toBe('costs ${"$"}${var.a}');
    expect(render(text`${"$"}{a} ${"%"}{b}`)).toBe("$${a} %%{b}");
    expect(render(text`100%${ref("a")}{`)).toBe("100%${var.a}{");
  });
});
