import { parseFleet } from "../../../fleet/read";

/** A fleet of one, with something more in it. */
const fleet = ({ top = "", entry = "", inputs = "" }) =>
  `${top}\nconnectors: [{ name: a, module: ecs-connector${entry}, inputs: { ${inputs} } }]`;

test.each<[more: Parameters<typeof fleet>[0], hint: string]>([
  [{ entry: ", subnetIds: []" }, 'It is an input: write it under "inputs".'],
  [{ inputs: "region: x" }, 'Write it beside "inputs".'],
  [{ inputs: "tags: {}" }, 'Write it beside "inputs".'],
  [{ inputs: "aponoToken: x" }, 'Say in "tokens", beside "connectors", where the token is.'],
  [{ inputs: "waitFor: []" }, 'Name what it waits for in "dependsOn", beside "inputs".'],
  [{ inputs: "subnetId: []" }, "Did you mean subnetIds?"],
  [{ top: "region: x" }, 'Write it in "defaults".'],
  [
    { top: "constructor: x" },
    "Known: $schema, defaults, modules, backend, tokens, waves, connectors.",
  ],
])("a name that is not known comes with what to do: %j", (more, hint) => {
  const reading = parseFleet(fleet(more));
  const messages = "faults" in reading ? reading.faults.map(({ message }) => message) : [];
  expect(messages).toEqual([expect.stringContaining(`" is not known here. ${hint}`)]);
});
