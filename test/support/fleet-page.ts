/// <reference lib="dom" />
import type { FleetStatus, MemberStatus } from "../../cli/fleet/status/fleet-status";
import { pageOf } from "../../cli/fleet/status/html/page";
import { type PageInBrowser, pageInBrowser } from "./page-in-browser";

/** A connector that is as it should be, but for what is given. */
export const memberStatus = (name: string, given: Partial<MemberStatus> = {}): MemberStatus => ({
  name,
  module: "ecs-connector",
  accountId: "111122223333",
  region: "us-east-1",
  verdict: "as-configured",
  connectorId: name,
  connected: true,
  lastConnected: "2026-11-28T10:00:00Z",
  sessions: { expected: 2, connected: 2 },
  version: { configured: "v1.7.8", running: ["v1.7.8"], newest: "v1.10.0", isNewest: false },
  lastChange: "2026-11-27T09:30:00.000Z",
  drift: [],
  role: null,
  findings: [{ id: "connection", status: "ok", summary: "Connected, with 2 of 2 instances." }],
  ...given,
});

const MEMBERS: readonly MemberStatus[] = [
  memberStatus("prod-2"),
  memberStatus("prod-10", {
    region: "eu-central-1",
    verdict: "not-as-configured",
    version: { configured: "v1.10.0", running: ["v1.9.0"], newest: "v1.10.0", isNewest: false },
    lastChange: "2026-10-01T00:00:00.000Z",
    drift: [
      { what: "version", configured: "v1.10.0", deployed: "v1.9.0" },
      { what: "memory", configured: "2048", deployed: "4096" },
    ],
    findings: [
      {
        id: "drift",
        status: "problem",
        summary:
          "Not deployed as in the fleet file: version v1.9.0 (configured: v1.10.0), memory 4096 (configured: 2048).",
        fix: "Deploy it: npx cdktf deploy prod-10",
      },
    ],
  }),
  memberStatus("lab", {
    verdict: "not-connected",
    connected: false,
    sessions: { expected: 1, connected: 0 },
    version: { configured: "v1.7.8", running: [], newest: "v1.10.0", isNewest: null },
    findings: [
      {
        id: "connection",
        status: "problem",
        summary: `Apono has no connector "<script>alert(1)</script>".`,
      },
    ],
  }),
  memberStatus("locked", {
    verdict: "unknown",
    accountId: "777788889999",
    lastChange: null,
    drift: null,
    findings: [
      {
        id: "runtime",
        status: "unknown",
        summary:
          "The role arn:aws:iam::777788889999:role/OrganizationAccountAccessRole can't be assumed (AccessDenied).",
      },
    ],
  }),
  memberStatus("data", {
    module: "account-delegation",
    connectorId: null,
    connected: null,
    sessions: { expected: null, connected: null },
    version: { configured: null, running: [], newest: null, isNewest: null },
    lastChange: null,
    drift: null,
    role: { name: "apono-member-role-1a2b3c4d", exists: true },
    findings: [],
  }),
];

/** The page of a fleet in Chromium. */
export interface FleetPage extends PageInBrowser {
  readonly status: FleetStatus;
  /** Names of the visible rows, in their order. */
  shown(): Promise<string[]>;
}

/** A browser of its own for the tests of a file; to be read once they run. */
export function fleetPage(): FleetPage {
  const status: FleetStatus = {
    at: "2026-11-28T12:00:00.000Z",
    file: "fleet.yaml",
    members: MEMBERS,
  };
  const opened = pageInBrowser(() => pageOf(status));

  return {
    status,
    get page() {
      return opened.page;
    },
    open: opened.open,
    shown: () =>
      opened.page
        .locator("tbody tr")
        .evaluateAll((all) =>
          all
            .filter((row) => row.checkVisibility())
            .map((row) => row.querySelector("th")!.firstChild!.textContent!.trim()),
        ),
  };
}
