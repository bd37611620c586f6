import type { Finding } from "../../cli/validate/finding";
import { findingsIn } from "./findings-in";
import { placeOf } from "../../cli/terraform/range";
import type { Example } from "../../tools/docs/rule-page";
import { workspaceOf } from "./workspace";
import type { Rule } from "../../cli/validate/rule";

/** What a rule finds in files, by file and place. */
export const findings = async (rule: Rule, files: Example): Promise<Finding[]> =>
  findingsIn(await workspaceOf(files), [rule]);

/** The same as lines: place, severity where it is not the rule's own, message. */
export const found = async (rule: Rule, files: Example): Promise<string[]> =>
  (await findings(rule, files)).map(
    ({ range, severity, message }) =>
      `${placeOf(range)} ${severity === rule.severity ? "" : `${severity}: `}${message}`,
  );

/** What a rule finds in one file in HCL. */
export const foundIn = (rule: Rule, text: string): Promise<string[]> =>
  found(rule, { "main.tf": text });

/** A plan with these resource changes, as `terraform show -json` writes it. */
export const planOf = (
  changes: readonly {
    readonly address: string;
    readonly actions: readonly string[];
    readonly [field: string]: unknown;
  }[],
  more: object = {},
): string =>
  JSON.stringify(
    {
      format_version: "1.2",
      terraform_version: "1.11.4",
      planned_values: {},
      resource_changes: changes.map(({ address, actions, previous_address, ...change }) => {
        const [type, name] = address
          .replace(/\[[^\]]*\]$/, "")
          .split(".")
          .slice(-2);
        return {
          address,
          ...(previous_address === undefined ? {} : { previous_address }),
          mode: "managed",
          type,
          name,
          change: { actions, before: null, after: null, ...change },
        };
      }),
      ...more,
    },
    null,
    2,
  );
