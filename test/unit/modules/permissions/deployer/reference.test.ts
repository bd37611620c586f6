import { actionInfo } from "../../../../../cli/iam/actions";
import { conditionKeyInfo } from "../../../../../cli/iam/condition-keys";
import { resourcesFor } from "../../../../../cli/iam/resources";
import { MODULE_NAMES } from "../../../../../modules/module-names";
import {
  ANY,
  type DeployerStatement,
  deployerStatements,
  deploymentOf,
} from "../../../../../modules/permissions/deployer";
import { QUOTAS } from "../../../../../modules/permissions/quotas";
import { RECORDED_PLACE, recordingOf } from "../../../../support/deployer-recording";
import { shippedPolicy } from "../../../../support/deployer-policy";

describe.each(MODULE_NAMES)("the deployer's policy of %s, for any inputs", (module) => {
  const statements = deployerStatements(
    deploymentOf(
      module,
      {},
      { accountId: "123456789012", region: "us-gov-west-1", anyInputs: true },
    ),
    "aws-us-gov",
  );
  const pairs = statements.flatMap((statement) =>
    statement.Action.map((action): [string, DeployerStatement] => [action, statement]),
  );

  it("consists of actions, resources and condition keys of AWS's reference", async () => {
    const wrong: string[] = [];
    for (const [action, { Resource, Condition = {} }] of pairs) {
      if ((await resourcesFor(action, Resource)).length === 0)
        wrong.push(`${action} does not apply to ${Resource.join(", ")}`);
      for (const key of Object.values(Condition).flatMap((keys) => Object.keys(keys)))
        if (!(await conditionKeyInfo(key, action)).forAction)
          wrong.push(`${action} has no condition key ${key}`);
    }
    expect(wrong).toEqual([]);
  });

  it("is on * only where AWS can't limit an action", async () => {
    const tooWide: string[] = [];
    for (const [action, { Resource }] of pairs)
      if (Resource.includes(ANY) && (await actionInfo(action))!.resourceTypes.length > 0)
        tooWide.push(action);
    expect(tooWide).toEqual([]);
  });

  it("has statements with names of their own, and fits a role inline", () => {
    const names = statements.map(({ Sid }) => Sid);
    expect(new Set(names).size).toBe(names.length);
    const size = JSON.stringify({ Version: "2012-10-17", Statement: statements }).length;
    expect(size).toBeLessThanOrEqual(QUOTAS.roleInlinePolicies);
  });

  it("has no action that no recorded choice of inputs has", () => {
    const recorded = new Set(
      Object.values(recordingOf(module)).flatMap((steps) =>
        steps.flatMap(({ inputs }) =>
          shippedPolicy(module, inputs, RECORDED_PLACE).flatMap(({ Action }) => Action),
        ),
      ),
    );
    expect(pairs.map(([action]) => action).filter((action) => !recorded.has(action))).toEqual([]);
  });
});
