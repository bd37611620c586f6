// The least that cdktf does for a fleet: writes the stacks of an output folder again, without any code of this project.
//
//   node raw-app.js <output folder with manifest.json>
//
// Each resource and data source is made with its class of @cdktf/provider-aws (others with cdktf's own base class), each
// variable, local value and output with cdktf's; what they contain is given as it was synthesized: plain text without
// references, which cdktf takes as it is. So stacks, elements and bytes are the same, and all else is cdktf's own work.
const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const { AwsProvider } = require("@cdktf/provider-aws/lib/provider");
const cdktf = require("cdktf");

const BASE = { resource: cdktf.TerraformResource, data: cdktf.TerraformDataSource };
const classes = new Map();

/** The class of a resource or data source in the bindings of its provider, else undefined. */
function bindingOf(block, type) {
  const path = `${block === "data" ? "data-" : ""}${type}`
    .replaceAll("_", "-")
    .replace(/^aws-/, "");
  if (!classes.has(path)) classes.set(path, type.startsWith("aws_") ? load(path, type) : undefined);
  return classes.get(path);
}

const load = (path, type) =>
  Object.values(require(`@cdktf/provider-aws/lib/${path}`)).find(
    (each) => each.tfResourceType === type,
  );

function addElement(element, name, attributes) {
  element.overrideLogicalId(name);
  for (const [attribute, value] of Object.entries(attributes))
    if (attribute !== "//") element.addOverride(attribute, value);
}

function addStack(app, name, config) {
  const stack = new cdktf.TerraformStack(app, name);
  for (const block of ["terraform", "moved", "removed", "import", "check", "ephemeral"])
    if (config[block] !== undefined) stack.addOverride(block, config[block]);
  new AwsProvider(stack, "aws", {}).addOverride("region", config.provider.aws[0].region);
  for (const [id, value] of Object.entries(config.variable ?? {}))
    addElement(new cdktf.TerraformVariable(stack, `variable.${id}`, {}), id, value);
  for (const [id, value] of Object.entries(config.locals ?? {}))
    new cdktf.TerraformLocal(stack, `local.${id}`, value).overrideLogicalId(id);
  for (const [id, { value, description }] of Object.entries(config.output ?? {}))
    new cdktf.TerraformOutput(stack, `output.${id}`, { value, description }).overrideLogicalId(id);
  for (const block of ["resource", "data"])
    for (const [terraformResourceType, all] of Object.entries(config[block] ?? {}))
      for (const [id, attributes] of Object.entries(all)) {
        const Binding = bindingOf(block, terraformResourceType) ?? BASE[block];
        const path = `${block}.${terraformResourceType}.${id}`;
        addElement(new Binding(stack, path, { terraformResourceType }), id, attributes);
      }
}

const output = process.argv[2];
const app = new cdktf.App();
for (const name of Object.keys(JSON.parse(readFileSync(join(output, "manifest.json"))).stacks))
  addStack(app, name, JSON.parse(readFileSync(join(output, "stacks", name, "cdk.tf.json"))));
app.synth();
