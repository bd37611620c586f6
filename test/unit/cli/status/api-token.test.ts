import { checkApiToken } from "../../../../cli/doctor/api-token";
import { apiConnector } from "../../../kit/apono-api/connectors";
import { json } from "../../../kit/apono-api/server";
import { mergeEnv } from "../../../kit/processes";
import { API_TOKEN, aponoApi } from "../../../support/status";

const api = aponoApi();
const check = (more: Record<string, string | undefined> = {}) =>
  checkApiToken({ env: mergeEnv({ ...api.env, ...more }), progress: () => undefined });

describe("the doctor's look at the API token", () => {
  it("says what it may read", async () => {
    api.knows([apiConnector("a"), apiConnector("b")]);
    expect(await check()).toEqual([
      {
        id: "token.api",
        status: "ok",
        summary: "Apono's API accepts APONO_PERSONAL_TOKEN. Connectors it can read: 2.",
        data: { connectors: 2 },
      },
    ]);
  });

  it.each([
    [401, "problem", "unauthorized"],
    [403, "problem", "forbidden"],
    [404, "unknown", "not-found"],
  ])("%s is told", async (status, verdict, failure) => {
    api.answerNext(json({ message: API_TOKEN }, status));
    const results = await check();
    expect(results).toMatchObject([{ id: "token.api", status: verdict, data: { failure } }]);
    expect(JSON.stringify(results)).not.toContain(API_TOKEN);
  });

  it("says nothing where there is none, and what is wrong with one that can't be sent", async () => {
    expect(await check({ APONO_PERSONAL_TOKEN: undefined })).toEqual([]);
    expect(await check({ APONO_PERSONAL_TOKEN: "a b" })).toMatchObject([{ status: "problem" }]);
    expect(api.calls).toEqual([]);
  });
});
