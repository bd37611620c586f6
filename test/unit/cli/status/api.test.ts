import { apiConnector } from "../../../kit/apono-api/connectors";
import { json } from "../../../kit/apono-api/server";
import { API_TOKEN, aponoApi, status, statusJson, testClock } from "../../../support/status";

const api = aponoApi();
const ask = (clock = testClock()) => status(["--connector-id", "production"], api.env, clock);

beforeEach(() => api.knows([apiConnector("production")]));

describe("a connector by its id", () => {
  it("is told with since when, and each session's place and version", async () => {
    api.knows([apiConnector("production", { instances: 2 })]);
    const { code, out, err } = await ask();
    expect(out.split("\n").map((line) => line.trimEnd())).toEqual([
      "Connector production: connected as configured",
      "  ✓ Connected since 2026-11-28T10:00:00Z, with 2 instances.",
      "  ✓ Version v1.7.8 runs.",
      "  ✓ This is the newest version.",
      "  ┌───────────┬──────────────┬───────────┬────────────┬─────────┬──────────────────────┐",
      "  │ Session   │ Account      │ Region    │ Zone       │ Version │ Connected since      │",
      "  ├───────────┼──────────────┼───────────┼────────────┼─────────┼──────────────────────┤",
      "  │ session-1 │ 123456789012 │ us-east-1 │ us-east-1a │ v1.7.8  │ 2026-11-28T10:00:00Z │",
      "  │ session-2 │ 123456789012 │ us-east-1 │ us-east-1b │ v1.7.8  │ 2026-11-28T10:00:00Z │",
      "  └───────────┴──────────────┴───────────┴────────────┴─────────┴──────────────────────┘",
    ]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
  });

  it("may have any sign in its id", async () => {
    const id = "a b/../c?d#é";
    api.knows([apiConnector(id)]);
    expect((await status(["--connector-id", id], api.env)).code).toBe(0);
    expect(api.calls.map(({ path }) => path)).toEqual([
      "/api/admin/v3/connectors/a%20b%2F..%2Fc%3Fd%23%C3%A9",
    ]);
  });

  it("that never connected is told so", async () => {
    api.knows([apiConnector("production", { instances: 0, last_connected: null })]);
    const { code, out, err } = await ask();
    expect(out).toContain("✗ Not connected; it has never connected.");
    expect(err).toBe("The connector is not connected as configured. See above for the reason.");
    expect(code).toBe(1);
  });

  it("that Apono does not know is told so", async () => {
    api.knows([]);
    const { code, out } = await ask();
    expect(out).toContain('✗ Apono has no connector "production".');
    expect(code).toBe(1);
  });

  it("that runs an older version is told with the newest", async () => {
    api.knows([
      apiConnector("production", { version: "v1.6.0", is_latest_version: false }),
      apiConnector("other", { version: "v1.8.1" }),
    ]);
    const { code, out } = await ask();
    expect(out).toContain("! Apono has a newer version, v1.8.1.");
    expect(code).toBe(0);
  });

  it("shows nothing that could steer a terminal", async () => {
    api.knows([apiConnector("production", { name: "x\u001b[2J\u0007\nConnector y: connected" })]);
    const { out } = await ask();
    expect(out).toMatch(/^Connector x \[2J Connector y: connected \(production\): /);
    expect(out).not.toContain("\u001b");
  });
});

describe("settings that can't be used", () => {
  it.each([
    [
      { APONO_ENDPOINT: "http://api.example.com" },
      "APONO_ENDPOINT: http://api.example.com is not encrypted, so the token is not sent there. Fix: use an https URL.",
    ],
    [
      { APONO_ENDPOINT: "api.apono.io" },
      'APONO_ENDPOINT: "api.apono.io" is not a valid URL. Fix: set it to a URL such as https://api.apono.io, or unset it.',
    ],
    [
      { APONO_ENDPOINT: "https://me:secret-password@api.apono.io" },
      "APONO_ENDPOINT contains a user name or password. Fix: remove them; the token belongs in APONO_PERSONAL_TOKEN.",
    ],
    [
      { APONO_PERSONAL_TOKEN: `${API_TOKEN}\nX-Header: 1` },
      "APONO_PERSONAL_TOKEN contains a space, a line break or a non-ASCII character. Fix: copy the token again, without spaces or line breaks.",
    ],
  ])("%j", async (env, message) => {
    const { code, out, err } = await status(["--connector-id", "x"], { ...api.env, ...env });
    expect({ code, out, err }).toEqual({ code: 2, out: "", err: message });
    expect(api.calls).toEqual([]);
  });
});

describe("--all", () => {
  it("lists every connector, over all pages", async () => {
    api.knows(
      Array.from({ length: 251 }, (_, index) =>
        apiConnector(`connector-${String(index).padStart(3, "0")}`, { instances: index % 2 }),
      ),
    );
    const { code, out } = await status(["--all"], api.env);
    const listed = out.match(/connector-\d{3} /g) ?? [];
    expect(new Set(listed).size).toBe(251);
    expect(out).toMatch(/\n251 connectors, 125 connected\.$/);
    expect(api.calls.map(({ path }) => path)).toEqual([
      "/api/admin/v3/connectors?limit=100",
      "/api/admin/v3/connectors?limit=100&page_token=100",
      "/api/admin/v3/connectors?limit=100&page_token=200",
    ]);
    expect(code).toBe(0);
    const { document } = await statusJson(["--all"], api.env);
    expect(document["connectors"]).toHaveLength(251);
  });

  it("needs the API token", async () => {
    const { code, err } = await status(["--all"], { ...api.env, APONO_PERSONAL_TOKEN: undefined });
    expect(err).toMatch(/^APONO_PERSONAL_TOKEN is not set\. Fix: /);
    expect(code).toBe(2);
  });

  it("tells why the API gives no list", async () => {
    api.answerNext(json({}, 403));
    const { code, out, err } = await status(["--all"], api.env);
    expect(err).toMatch(/is not allowed to read \/api\/admin\/v3\/connectors \(403\)\. Fix: Give /);
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });
});

it("sends the token in one header, and only reads", async () => {
  await ask();
  await status(["--all"], api.env);
  for (const { method, path, authorization } of api.calls) {
    expect({ method, authorization }).toEqual({
      method: "GET",
      authorization: `Bearer ${API_TOKEN}`,
    });
    expect(path).not.toContain(API_TOKEN);
  }
});
