import { buildModule } from "../../../../modules";
import { DEFAULT_SET_NAMES, permissionSet } from "../../../../modules/permissions";
import { grantsOf, publicGrants } from "../../../fixtures/public-module-permissions";
import type { Json } from "../../../support/render";
import { inDefaultPlace } from "../../../support/roles";

/** Mulberry32: the same choices at every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe("a choice of permission sets", () => {
  const main: Json = buildModule("ecs-connector").toFiles()["main.tf.json"];
  const { inline_policies: inline, managed_policies: managed, permission_sets } = main.locals;

  it("is what was chosen, else all, and the base without permissions", () => {
    const list = (names: readonly string[]) => JSON.stringify(names).replaceAll(",", ", ");
    const base = DEFAULT_SET_NAMES.filter((name) => permissionSet(name).base);
    expect(permission_sets).toBe(
      `\${tolist(!local.makes_connector_role ? [] : ((var.withPermissions ? (var.permissionSets != null ? var.permissionSets : ${list(DEFAULT_SET_NAMES)}) : ${list(base)})))}`,
    );
  });

  it("picks policies by the sets' names", () => {
    const chosen = (table: string) =>
      `\${toset([for name in local.permission_sets : name if contains(keys(local.${table}), name)])}`;
    expect(main.resource.aws_iam_role_policy.permissions).toEqual({
      for_each: chosen("inline_policies"),
      name: "${local.inline_policies[each.key].name}",
      policy: "${jsonencode(local.inline_policies[each.key].policy)}",
      role: "${aws_iam_role.connector[0].id}",
    });
    expect(main.resource.aws_iam_role_policy_attachment.permissions).toMatchObject({
      for_each: chosen("managed_policies"),
      policy_arn: "arn:${local.partition}:iam::aws:policy/${local.managed_policies[each.key]}",
    });
  });

  /** What the module's `for_each` comes to for some sets. */
  const grantedBy = (sets: readonly string[]) => ({
    grants: grantsOf(
      sets
        .filter((name) => name in inline)
        .flatMap((name) => inDefaultPlace(inline[name].policy).Statement),
    ),
    names: sets.filter((name) => name in inline).map((name) => inline[name].name),
    managed: sets.filter((name) => name in managed).map((name) => managed[name]),
  });

  const pick = random(20_260_219);
  const choices = Array.from({ length: 50 }, () => {
    const share = pick();
    return DEFAULT_SET_NAMES.filter(() => pick() < share);
  });

  it.each([[[]], [DEFAULT_SET_NAMES], ...choices.map((sets) => [sets])])(
    "grants exactly its own (%#)",
    (sets) => {
      const names = sets.flatMap((name) => permissionSet(name).policyName ?? []);
      const { grants, names: granted, managed: attached } = grantedBy(sets);
      expect(granted).toEqual(names);
      expect(grants).toEqual(new Set(names.flatMap((name) => [...publicGrants(name)])));
      expect(attached).toEqual(sets.flatMap((name) => permissionSet(name).managedPolicy ?? []));
    },
  );
});
