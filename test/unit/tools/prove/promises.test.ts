import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { PROMISES, type Promised, type Proof } from "../../../../tools/prove/promises";
import { DESTROY, stepsOf } from "../../../../tools/prove/run";
import { TARGETS } from "../../../../tools/prove/targets";
import { anchorsIn } from "../../../support/anchors";
import { PROJECT } from "../../../kit/project-copy";

const read = (file: string) => readFileSync(join(PROJECT, file), "utf8");

/** Names of the tests in a file, as in the source. */
function testsIn(file: string): string[] {
  const source = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(it|test)\b/.test(node.expression.getText())) {
      const [name] = node.arguments;
      if (name !== undefined && ts.isStringLiteralLike(name)) names.push(name.text);
    }
    node.forEachChild(visit);
  };
  visit(source);
  return names;
}

const steps = TARGETS.flatMap((target) =>
  [...stepsOf(target, { state: "" }, {}), DESTROY].map(({ id }) => `${target.name}: ${id}`),
);

function exists(proof: Proof): boolean {
  switch (proof.kind) {
    case "real AWS":
      return steps.includes(`${proof.target}: ${proof.step}`);
    case "page":
      return /^https:\/\/(docs\.aws\.amazon\.com|developer\.hashicorp\.com)\/\S+$/.test(proof.url);
    case "type check":
      return existsSync(join(PROJECT, proof.file));
    default:
      return existsSync(join(PROJECT, proof.file)) && testsIn(proof.file).includes(proof.test);
  }
}

describe.each(PROMISES.map((promised): [string, Promised] => [promised.id, promised]))(
  "the promise %s",
  (_, { promise, in: place, proofs }) => {
    it("is a sentence, and its section exists", () => {
      expect(promise).toMatch(/^[A-Z].*\.$/);
      const [file = "", anchor] = place.split("#");
      expect(anchorsIn(file)).toContain(anchor);
    });

    it("has proofs, and each of them exists", () => {
      expect(proofs.length).toBeGreaterThan(0);
      expect(proofs.filter((proof) => !exists(proof))).toEqual([]);
    });
  },
);

it("ids are unique, in lowercase letters and hyphens", () => {
  const ids = PROMISES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([]);
});

it("every step of npm run prove except prepare proves a promise", () => {
  const shown = PROMISES.flatMap(({ proofs }) => proofs).flatMap((proof) =>
    proof.kind === "real AWS" ? [`${proof.target}: ${proof.step}`] : [],
  );
  const others = steps.filter((step) => !shown.includes(step));
  expect(others.filter((step) => !step.endsWith(": prepare"))).toEqual([]);
});

/** Pages about what is deployed and how to operate it. */
const PAGES = [
  "README.md",
  ...["ecs", "eks", "organization", "permissions", "state-and-pipelines"].map(
    (guide) => `docs/guides/${guide}.md`,
  ),
];

it("every section of README and guides has a promise, unless it is listed as descriptive", () => {
  const places = new Set(PROMISES.map(({ in: place }) => place));
  const sections = PAGES.flatMap((file) =>
    anchorsIn(file, /^## (.+)$/gm).map((anchor) => `${file}#${anchor}`),
  );
  expect(sections.filter((section) => !places.has(section))).toEqual(DESCRIPTIVE);
});

/** Sections that only describe. */
const DESCRIPTIVE = [
  "README.md#more",
  "docs/guides/ecs.md#giving-inputs",
  "docs/guides/ecs.md#permissions-to-deploy",
  "docs/guides/ecs.md#created-resources",
  "docs/guides/eks.md#applies-longer-than-15-minutes",
  "docs/guides/eks.md#a-cluster-that-has-its-oidc-provider",
  "docs/guides/organization.md#created-resources",
  "docs/guides/permissions.md#what-it-comes-to",
  "docs/guides/permissions.md#choosing",
];
