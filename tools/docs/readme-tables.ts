import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { MODULE_NAMES } from "../../modules/module-names";
import { type Input, type Inputs, isRequired } from "../../lib/inputs";
import type { Outputs } from "../../lib/outputs";
import {
  accountDelegationInputs,
  accountDelegationOutputs,
} from "../../modules/account-delegation";
import { ecsConnectorInputs, ecsConnectorOutputs } from "../../modules/ecs-connector";
import { eksConnectorInputs, eksConnectorOutputs } from "../../modules/eks-connector";
import { type ModuleName, buildModule } from "../../modules";
import { aponoIntegrationInputs } from "../../modules/integration-inputs";
import { orgDelegationInputs, orgDelegationOutputs } from "../../modules/org-delegation";
import { promisesTable, provePricesTable, proveStepsTable } from "./proof-tables";
import { code, markdown, prose } from "./markdown";
import {
  MANAGEMENT_SET_NAMES,
  MEMBER_SET_NAMES,
  PERMISSION_SET_NAMES,
  permissionSet,
} from "../../modules/permissions";

/**
 * Writes the tables of inputs, outputs and permission sets into the READMEs, between markers:
 *
 *     <!-- table: ecs-connector inputs -->   …   <!-- end of table -->
 *
 * `--check` writes nothing and fails where a README is behind the declarations.
 */
const TABLES: Readonly<Record<string, () => string>> = {
  "ecs-connector inputs": () => inputsTable(ecsConnectorInputs),
  "ecs-connector outputs": () => outputsTable(ecsConnectorOutputs),
  "eks-connector inputs": () => inputsTable(eksConnectorInputs),
  "eks-connector outputs": () => outputsTable(eksConnectorOutputs),
  "org-delegation inputs": () => inputsTable(orgDelegationInputs),
  "org-delegation outputs": () => outputsTable(orgDelegationOutputs),
  "account-delegation inputs": () => inputsTable(accountDelegationInputs),
  "account-delegation outputs": () => outputsTable(accountDelegationOutputs),
  "apono-integration inputs": () => inputsTable(aponoIntegrationInputs),
  "permission sets": permissionSetsTable,
  "delegated permission sets": delegatedSetsTable,
  promises: promisesTable,
  "prove steps": proveStepsTable,
  "prove prices": provePricesTable,
  ...Object.fromEntries(
    MODULE_NAMES.flatMap((name) => [
      [`${name} requirements`, () => requirementsTable(name)],
      [`${name} resources`, () => resourcesTable(name)],
    ]),
  ),
};

const FILES = [
  "README.md",
  "docs/guides/integration.md",
  "docs/guides/permissions.md",
  "docs/guides/proof.md",
  ...MODULE_NAMES.map((name) => `modules/${name}/README.md`),
];

const ROOT = join(__dirname, "..", "..");
const BLOCK = /(<!-- table: (.+?) -->\n)[\s\S]*?(<!-- end of table -->)/g;

function main(check: boolean): void {
  const behind = FILES.filter((file) => {
    const path = join(ROOT, file);
    const before = readFileSync(path, "utf8");
    const after = withTables(file, before);
    if (after !== before && !check) writeFileSync(path, after);
    return after !== before;
  });
  if (check && behind.length > 0) {
    console.error(`Tables are out of date in ${behind.join(", ")}. Run: npm run docs`);
    process.exitCode = 1;
  }
}

function withTables(file: string, text: string): string {
  return text.replace(BLOCK, (_block, start: string, name: string, end: string) => {
    const table = TABLES[name];
    if (table === undefined) {
      throw new Error(
        `${file}: there is no table "${name}". There is: ${Object.keys(TABLES).join(", ")}.`,
      );
    }
    // Prettier would pad every row to the longest one.
    return `${start}\n<!-- prettier-ignore -->\n${table()}\n\n${end}`;
  });
}

function inputsTable(inputs: Inputs): string {
  const entries = Object.entries(inputs);
  const ordered = [
    ...entries.filter(([, input]) => isRequired(input)),
    ...entries.filter(([, input]) => !isRequired(input)),
  ];
  return markdown(
    ["Input", "Type", "Default", "What it is"],
    ordered.flatMap(([name, input]) => [
      inputRow(name, input),
      ...Object.entries(input.attributes ?? {}).map(([attribute, of]) =>
        inputRow(`${name}.${attribute}`, of),
      ),
    ]),
  );
}

const inputRow = (name: string, input: Input): string[] => [
  code(name),
  code(input.type),
  isRequired(input) ? "required" : code(JSON.stringify(input.default)),
  prose(input.description) + flags(input),
];

function flags({ sensitive, ephemeral }: Input): string {
  const all = [...(sensitive ? ["sensitive"] : []), ...(ephemeral ? ["ephemeral"] : [])];
  return all.length > 0 ? ` _(${all.join(", ")})_` : "";
}

function outputsTable(outputs: Outputs): string {
  return markdown(
    ["Output", "What it is"],
    Object.entries(outputs).map(([name, { description }]) => [code(name), prose(description)]),
  );
}

function permissionSetsTable(): string {
  return markdown(
    ["Permission set", "What for", "Without permissions", "As"],
    PERMISSION_SET_NAMES.map((name) => {
      const { purpose, base, policyName, managedPolicy } = permissionSet(name);
      const policy =
        managedPolicy === undefined
          ? `inline ${code(policyName ?? name)}`
          : `managed ${code(managedPolicy)}`;
      return [code(name), prose(purpose), base ? "yes" : "", policy];
    }),
  );
}

function delegatedSetsTable(): string {
  return markdown(
    ["Permission set", "What for", "Management account", "Member accounts"],
    MANAGEMENT_SET_NAMES.map((name) => [
      code(name),
      prose(permissionSet(name).purpose),
      "yes",
      MEMBER_SET_NAMES.includes(name) ? "yes" : "",
    ]),
  );
}

function requirementsTable(name: ModuleName): string {
  const { terraform } = buildModule(name).toFiles()["versions.tf.json"] as {
    terraform: {
      required_version: string;
      required_providers: Record<string, { source: string; version: string }>;
    };
  };
  return markdown(
    ["Needs", "Version"],
    [
      ["Terraform", code(terraform.required_version)],
      ...Object.values(terraform.required_providers).map(({ source, version }) => [
        `provider ${code(source)}`,
        code(version),
      ]),
    ],
  );
}

/** Everything that the module makes, and what it reads besides, with the provider's page about it. */
function resourcesTable(name: ModuleName): string {
  const { resource, data = {} } = buildModule(name).toFiles()["main.tf.json"] as Record<
    string,
    Record<string, Record<string, { count?: unknown; for_each?: unknown }>>
  >;
  const rows = (blocks: typeof resource, prefix: string, kind: string) =>
    Object.entries(blocks ?? {}).flatMap(([type, byName]) =>
      Object.entries(byName).map(([id, { count, for_each }]) => [
        `[${code(`${prefix}${type}.${id}`)}](${documentation(type, kind)})`,
        count === undefined && for_each === undefined ? "one" : "as the inputs call for",
      ]),
    );
  return markdown(
    ["Resource or data source", "How many"],
    [...rows(resource, "", "resources").sort(), ...rows(data, "data.", "data-sources").sort()],
  );
}

function documentation(type: string, kind: string): string {
  if (type === "terraform_data")
    return "https://developer.hashicorp.com/terraform/language/resources/terraform-data";
  const [provider = "", ...rest] = type.split("_");
  return `https://registry.terraform.io/providers/hashicorp/${provider}/latest/docs/${kind}/${rest.join("_")}`;
}

main(process.argv.includes("--check"));
