import { expandAction } from "../../../../../cli/iam/actions";
import { DEFAULT_SET_NAMES } from "../../../../../modules/permissions";
import { report, role, rowsOf } from "../../../../support/permission-report";

describe("escalation paths", () => {
  it("to its own role are closed by the guardrail, those to others are not", async () => {
    const connector = role(await report(), "connector");
    const states = Object.fromEntries(connector.escalation.map(({ id, state }) => [id, state]));
    expect(states).toMatchObject({
      "own-role-inline-policy": "closed",
      "own-role-managed-policy": "closed",
      "own-role-boundary": "closed",
      "trust-policy": "narrowed",
      "new-role": "narrowed",
      "user-access-key": "open",
      "eks-access-entry": "open",
    });
    expect(states).not.toHaveProperty("policy-version");
    expect(states).not.toHaveProperty("assume-any-role");
    const own = connector.escalation.find(({ id }) => id === "own-role-inline-policy")!;
    expect(own.deniedBy).toEqual(["connector.guardrails.iam-PutRolePolicy"]);
  });

  it("are marked at the rows that open them, unless closed", async () => {
    for (const { escalation, policies } of (await report()).roles) {
      const rows = policies.flatMap((policy) => policy.rows);
      for (const path of escalation) {
        const marked = rows.filter((row) => row.escalation.includes(path.id)).map(({ id }) => id);
        expect(marked).toEqual(path.state === "closed" ? [] : path.rows);
        expect(rows.map(({ id }) => id)).toEqual(expect.arrayContaining([...path.rows]));
      }
    }
  });

  it("go with the permission sets that open them", async () => {
    const paths = (await report()).roles[0]!.escalation;
    for (const { id, permissionSets: sets } of paths) {
      const permissionSets = DEFAULT_SET_NAMES.filter((name) => !sets.includes(name));
      const left = role(await report({ permissionSets }), "connector").escalation;
      expect(left.map((path) => path.id)).not.toContain(id);
    }
  });

  it("are but one without permissions: reading tagged secrets", async () => {
    const without = role(await report({ withPermissions: false }), "connector");
    expect(without.escalation).toMatchObject([{ id: "secrets", conditional: true }]);
  });
});

describe("what it can't do", () => {
  it("is denied by the guardrail, or granted by nothing", async () => {
    const { notAllowed, roles } = await report();
    expect(notAllowed[0]).toMatchObject({ why: "denied", role: "connector" });
    const expanded = await Promise.all(
      roles
        .flatMap(rowsOf)
        .flatMap((row) => (row.effect === "Allow" ? [row.action] : []))
        .map(expandAction),
    );
    const allowed = new Set(expanded.flat());
    const claimed = notAllowed.filter(({ why }) => why === "not-granted");
    expect(claimed.length).toBeGreaterThan(8);
    expect(claimed.flatMap(({ actions }) => actions).filter((each) => allowed.has(each))).toEqual(
      [],
    );
  });

  it("claims actions that AWS has", async () => {
    const { notAllowed } = await report();
    for (const action of notAllowed.flatMap(({ actions }) => actions)) {
      expect(await expandAction(action)).toEqual([action]);
    }
  });
});
