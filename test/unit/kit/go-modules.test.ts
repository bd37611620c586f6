import { goVersionOf, replacementsOf } from "../../kit/go-modules";

const GO_MOD = `module example.com/engine

go 1.26.6

require (
	example.com/a v1.0.0
)

replace example.com/a v1.0.0 => example.com/fork/a v1.0.1 // a fork

replace example.com/engine/backend => ./internal/backend

// replace example.com/no => ./no

replace (
	example.com/b => ../b
	example.com/c => example.com/d v2.0.0
)
`;

it("reads replacements, each alone or in a block", () => {
  expect(replacementsOf(GO_MOD)).toEqual([
    { module: "example.com/a", line: "replace example.com/a v1.0.0 => example.com/fork/a v1.0.1" },
    {
      module: "example.com/engine/backend",
      line: "replace example.com/engine/backend => ./internal/backend",
      folder: "internal/backend",
    },
    { module: "example.com/b", line: "replace example.com/b => ../b", folder: "../b" },
    { module: "example.com/c", line: "replace example.com/c => example.com/d v2.0.0" },
  ]);
  expect(replacementsOf("module example.com/none\n")).toEqual([]);
});

it("reads the language's version", () => {
  expect(goVersionOf(GO_MOD)).toBe("1.26.6");
});
