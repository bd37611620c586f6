/** Tests that run on every engine, or on every version of Node. */
export interface Suite {
  /** Head of its column. */
  readonly title: string;
  /** Jest's project. */
  readonly project: "unit" | "e2e" | "terraform";
  /** A folder or file of tests, relative to the project. */
  readonly path: string;
}

export const SUITES: readonly Suite[] = [
  { title: "ecs-connector", project: "e2e", path: "test/e2e/ecs-connector/" },
  { title: "org-delegation", project: "e2e", path: "test/e2e/org-delegation/" },
  { title: "modules' own tests", project: "terraform", path: "test/terraform/modules.test.ts" },
];

export const NODE_SUITES: readonly Suite[] = [
  { title: "unit tests", project: "unit", path: "test/unit/" },
];
