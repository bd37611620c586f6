import { apiConnector } from "../../../kit/apono-api/connectors";
import { json } from "../../../kit/apono-api/server";
import {
  type LoopbackResponse,
  startLoopbackServer,
} from "../../../kit/kubernetes/loopback-server";
import { API_TOKEN, aponoApi, status, testClock } from "../../../support/status";
import { AponoApi } from "../../../../cli/status/api/client";

const api = aponoApi();
const ask = (clock = testClock()) => status(["--connector-id", "production"], api.env, clock);

beforeEach(() => api.knows([apiConnector("production")]));

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
