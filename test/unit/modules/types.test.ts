import { type Expression, type StringMap, type Value, hcl, text } from "../../../lib/hcl";
import { declareVariables } from "../../../lib/inputs";
import { local } from "../../../lib/local-value";
import type { OrgDelegationProps } from "../../../modules/org-delegation";
import { type EcsConnectorProps, ecsConnectorInputs } from "../../../modules/ecs-connector";
import type { NetworkProps } from "../../../modules/ecs-connector/network";
import type { TaskProps } from "../../../modules/ecs-connector/task";
import type { ConnectorRoleProps } from "../../../modules/permissions";
import { render, synthesized } from "../../support/render";

const name: Expression<string> = text`apono`;
const count: Expression<number> = hcl`length(var.names)`;
const anything: Expression = hcl`var.any`;

/**
 * Wrong kinds of values, each with an error that `npm run typecheck` expects: it fails where one compiles. Jest runs
 * this file without its types.
 */
export const WRONG_KINDS: {
  readonly connector: Partial<EcsConnectorProps>[];
  readonly delegation: Partial<OrgDelegationProps>[];
  readonly task: Partial<TaskProps>[];
  readonly network: Partial<NetworkProps>[];
  readonly role: Partial<ConnectorRoleProps>[];
} = {
  connector: [
    // @ts-expect-error -- a string for a list
    { subnetIds: "subnet-0123456789abcdef0" },
    // @ts-expect-error -- a string for a number
    { cpu: "1024" },
    // @ts-expect-error -- a string for a boolean
    { assignPublicIp: "true" },
    // @ts-expect-error -- an expression of a string for a boolean
    { enableExecuteCommand: name },
    // @ts-expect-error -- a list for a map
    { tags: ["team"] },
    // @ts-expect-error -- numbers for the strings of a map
    { tags: { cost: 1 } },
    // @ts-expect-error -- null where the module does not decide
    { connectorId: null },
  ],
  delegation: [
    // @ts-expect-error -- numbers for a list of strings
    { onlyAccountIds: [123456789012] },
  ],
  task: [
    // @ts-expect-error -- an expression of a string for a number
    { cpu: name },
    // @ts-expect-error -- an expression of a number for a string
    { connectorId: count },
    // @ts-expect-error -- a list for a string
    { imageRepository: ["registry.apono.io", "apono-connector"] },
  ],
  network: [
    // @ts-expect-error -- an expression of a string for a list
    { subnetIds: name },
    // @ts-expect-error -- a number for a boolean
    { assignPublicIp: 1 },
  ],
  role: [
    // @ts-expect-error -- a boolean for a list
    { permissionSets: true },
    // @ts-expect-error -- an expression of a number for a map
    { tags: count },
    // @ts-expect-error -- an expression of whatever kind for a string
    { description: anything },
  ],
};

it("lets a reference to an input, a plain value and an expression stand for a value of their kind", () => {
  synthesized((stack) => {
    const { connectorId, cpu, subnetIds, tags, waitForSteadyState } = declareVariables(
      stack,
      ecsConnectorInputs,
    );
    const strings: Value<string>[] = [connectorId, "a", name];
    const numbers: Value<number>[] = [cpu, 1, count];
    const lists: Value<readonly string[]>[] = [subnetIds, ["a"], hcl`var.list`];
    const maps: Value<StringMap>[] = [tags, { a: "b" }, hcl`var.map`];
    const booleans: Value<boolean>[] = [waitForSteadyState, true, hcl`1 > 0`];
    const kept: Expression<number> = local(stack, "count", count);
    expect([strings, numbers, lists, maps, booleans, kept].map(render)).toEqual([
      ["${var.connectorId}", "a", "apono"],
      ["${var.cpu}", 1, "${length(var.names)}"],
      ["${var.subnetIds}", ["a"], "${var.list}"],
      ["${var.tags}", { a: "b" }, "${var.map}"],
      ["${var.waitForSteadyState}", true, "${1 > 0}"],
      "${local.count}",
    ]);
  });
});
