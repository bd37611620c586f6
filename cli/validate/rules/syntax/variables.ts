import type { ModuleName } from "../../../../modules/names";
import type { Problem } from "../../finding";
import { startOf } from "../../model/range";
import type { VariableFile } from "../../model/variable-file";
import type { Rule } from "../../rule";
import type { Subject } from "../../subject";
import { type Values, checkValues } from "../../variables/check";
import { folderModule } from "../../variables/folder";
import { loadedIn } from "../../variables/loaded";
import { MODULE_INPUTS, moduleOf } from "../../variables/module-inputs";
import { checkAgainstFolder } from "../../variables/own";

/** Values of variables against the inputs that they are for. */
export const variables: Rule = {
  id: "variables",
  title: "Values of variables fit the inputs that they are for",
  severity: "error",
  needsWhole: "module",
  why:
    "A `.tfvars` file beside Terraform of your own is held against the variables declared there, any other against the " +
    "inputs of one of this project's modules: the one given with `--module`, else the one that the names belong to. " +
    "Every name, type and rule of an input is checked as Terraform would at plan, and what some inputs say together. " +
    "Several files are taken together; of those that Terraform loads by itself (`terraform.tfvars`, `*.auto.tfvars`) the " +
    "value counts that it takes. Of your own variables, types and validations are checked. Terraform itself only warns of " +
    "a name that it doesn't know, and goes on without the value.",
  source:
    "https://developer.hashicorp.com/terraform/language/values/variables#variable-definitions-tfvars-files",
  bad: {
    "production.tfvars": `subnetIds = ["subnet-0123456789abcdef0"]
cpu       = 1024
memory    = 512
logGroupRetentionInDay = 30
`,
  },
  good: {
    "production.tfvars": `subnetIds = ["subnet-0123456789abcdef0"]
cpu       = 1024
memory    = 2048
logGroupRetentionInDays = 30
`,
  },
  check: (subject) => {
    const files = subject.variableFiles.map((file) => ({ file, target: targetOf(file, subject) }));
    const byModule = Object.keys(MODULE_INPUTS).map((name): Values => {
      const module = name as ModuleName;
      return {
        module,
        files: files.filter(({ target }) => target === module).map(({ file }) => file),
      };
    });
    return [
      ...byModule.filter((each) => each.files.length > 0).flatMap(checkValues),
      ...files.flatMap(({ file, target }): Problem[] => {
        if (target === undefined) return unknownTarget(file);
        if (typeof target === "string") return [];
        return checkAgainstFolder(file, target, loadedIn(target.module.folder, subject));
      }),
    ];
  },
};

function targetOf(file: VariableFile, subject: Subject) {
  if (file.module !== undefined) return file.module as ModuleName;
  return folderModule(file, subject) ?? moduleOf([...file.values.keys()]);
}

function unknownTarget({ file, values }: VariableFile): Problem[] {
  // A file without values is right for whatever it is for.
  if (values.size === 0) return [];
  return [
    {
      message: "It can't be told which module these values are for.",
      mend: `Say it with --module: ${Object.keys(MODULE_INPUTS).join(", ")}.`,
      range: startOf(file),
    },
  ];
}
