import { apiConnector } from "../../../kit/apono-api/connectors";
import { json } from "../../../kit/apono-api/server";
import {
  type LoopbackResponse,
  startLoopbackServer,
} from "../../../kit/kubernetes/loopback-server";
import { API_TOKEN, aponoApi, status, statusJson, testClock } from "../../../support/status";
import { AponoApi } from "../../../../cli/status/api/client";

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

const paused = (clock: ReturnType<typeof testClock>) => clock.sleeps.map((each) => each / 1000);

describe("an answer that is not what was asked for", () => {
  it.each<[string, LoopbackResponse[], string, number[]]>([
    [
      "401",
      [json({ message: `bad token ${API_TOKEN}` }, 401)],
      "does not accept the token in APONO_PERSONAL_TOKEN (401).",
      [],
    ],
    [
      "403",
      [json({ message: "no" }, 403)],
      "The token in APONO_PERSONAL_TOKEN is not allowed to read /api/admin/v3/connectors/production (403).",
      [],
    ],
    [
      "400",
      [json({ message: API_TOKEN }, 400)],
      "answered /api/admin/v3/connectors/production with 400.",
      [],
    ],
    [
      "429 without a time",
      [json({}, 429), json({}, 429), json({}, 429), json({}, 429)],
      "received too many requests (429).",
      [1, 2, 4],
    ],
    [
      "429 that asks for more than a minute",
      [{ ...json({}, 429), headers: { "Retry-After": "3600" } }],
      "received too many requests (429); it asks to wait 3600 seconds.",
      [],
    ],
    [
      "5xx",
      [json({}, 500), json({}, 502), json({}, 503), json({}, 504)],
      "failed to answer (504).",
      [1, 2, 4],
    ],
    [
      "a page in place of JSON",
      [{ type: "text/html", body: `<!DOCTYPE html><html>Sign in ${API_TOKEN}</html>` }],
      "answered with a web page (200).",
      [],
    ],
    [
      "a page of 404, as of another service",
      [{ status: 404, type: "text/html", body: "<html>nothing here</html>" }],
      "answered with a web page (404).",
      [],
    ],
    ["no JSON", [{ body: "ok" }], "answered with something other than JSON (200).", []],
    [
      "JSON of another shape",
      [json({ id: 1 })],
      "answered /api/admin/v3/connectors/production with JSON that does not match the API's documentation.",
      [],
    ],
  ])("%s: is told, and says nothing of the connector", async (_, answers, summary, sleeps) => {
    api.answerNext(...answers);
    const clock = testClock();
    const { code, out, err } = await ask(clock);
    expect(out).toContain("Connector production: connection status unknown");
    expect(out).toContain(`  ? ${summary.startsWith("The ") ? "" : `${api.endpoint} `}${summary}`);
    expect(out).toMatch(/\n {4}→ [A-Z].*\.$/m);
    expect(err).toBe("The connection status could not be checked. See above for the reason.");
    expect(out + err).not.toContain(API_TOKEN);
    expect(paused(clock)).toEqual(sleeps);
    expect(code).toBe(2);
  });

  it.each([
    ["seconds", "7", 7],
    ["a date", "Sat, 28 Nov 2026 12:00:30 GMT", 30],
  ])("429 is asked again after the time that it gives as %s", async (_, header, seconds) => {
    api.answerNext({ ...json({}, 429), headers: { "Retry-After": header } });
    const clock = testClock();
    const { code, shown } = await ask(clock);
    expect(paused(clock)).toEqual([seconds]);
    expect(shown).toContain(
      `${api.endpoint} received too many requests (429); it asks to wait ${seconds} seconds. Retrying in ${seconds} s`,
    );
    expect({ code, calls: api.calls.length }).toEqual({ code: 0, calls: 2 });
  });

  it("5xx is asked again", async () => {
    api.answerNext(json({}, 503));
    expect((await ask()).code).toBe(0);
  });

  it("no answer in time is asked again, and then told", async () => {
    api.answerNext("never", "never", "never", "never");
    const client = new AponoApi(
      { endpoint: api.endpoint, token: API_TOKEN },
      { clock: testClock(), progress: () => undefined, timeout: 300 },
    );
    await expect(client.connector("production")).rejects.toMatchObject({
      kind: "timeout",
      message: `${api.endpoint} did not answer within 0.3 seconds.`,
    });
    expect(api.calls).toHaveLength(4);
    await client.close();
  });

  it("an address at which nothing listens is told with the system's code", async () => {
    const { code, out } = await status(["--connector-id", "x"], {
      ...api.env,
      APONO_ENDPOINT: "http://127.0.0.1:9",
    });
    expect(out).toContain("? http://127.0.0.1:9 can't be reached (ECONNREFUSED).");
    expect(code).toBe(2);
  });
});

describe("a redirect", () => {
  it("to another host never takes the token there", async () => {
    const asked: string[] = [];
    const other = await startLoopbackServer(({ headers }) => {
      asked.push(JSON.stringify(headers));
      return json(apiConnector("production"));
    });
    api.answerNext({
      status: 302,
      body: "",
      headers: { Location: `${other.endpoint}/x?${API_TOKEN}` },
    });
    const { code, out, err } = await ask();
    expect(out).toContain(
      `? ${api.endpoint} redirects to another host, ${other.endpoint}; the token was not sent there.`,
    );
    expect(out + err).not.toContain(API_TOKEN);
    expect({ code, asked }).toEqual({ code: 2, asked: [] });
    await other.stop();
  });

  it("within the host is followed", async () => {
    const Location = "/api/admin/v3/connectors/production";
    api.answerNext({ status: 308, body: "", headers: { Location } });
    expect((await ask()).code).toBe(0);
  });

  it("that goes round is not followed for ever", async () => {
    const again = { status: 302, body: "", headers: { Location: "/again" } };
    api.answerNext(again, again, again, again);
    const { code, out } = await ask();
    expect(out).toContain(`? ${api.endpoint} redirects in a loop.`);
    expect({ code, calls: api.calls.length }).toEqual({ code: 2, calls: 4 });
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
