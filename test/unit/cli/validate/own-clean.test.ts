import { posix } from "node:path";
import { moduleFiles } from "../../../../cli/registry/build/module-files";
import { findingsIn } from "../../../support/findings-in";
import { workspaceOf } from "../../../support/workspace";
import { RULES } from "../../../../cli/validate/rules";
import { MODULES, type ModuleName } from "../../../../modules";

const names = Object.keys(MODULES) as ModuleName[];

jest.setTimeout(60_000);

it.each(names)("%s is clean as it is published, with its examples", async (name) => {
  const folder = `terraform-aws-apono-${name}`;
  const files = Object.fromEntries(
    [...moduleFiles(name)].map(([path, content]) => [posix.join(folder, path), String(content)]),
  );
  const workspace = await workspaceOf(files);
  expect(workspace.modules.length).toBeGreaterThan(3);
  expect(workspace.modules.find((module) => module.folder === folder)?.role).toBe("module");
  expect(await findingsIn(workspace, RULES)).toEqual([]);
});
