import { apiConnector } from "../../../kit/apono-api/connectors";
import { mergeEnv } from "../../../kit/processes";
import { askApono } from "../../../../tools/prove/steps/connected";
import { collect } from "../../../support/cli";
import { aponoApi, testClock } from "../../../support/status";

const api = aponoApi();

const ask = (connectorId: string) => {
  const { io } = collect(mergeEnv(api.env));
  return askApono(connectorId, { ...io, clock: testClock() });
};

it("passes when Apono reports the connector as connected", async () => {
  api.knows([apiConnector("prove-1a2b3c")]);
  expect(await ask("prove-1a2b3c")).toMatchObject({ verdict: "PASS" });
});

it("fails if Apono does not know the connector when the time is over", async () => {
  api.knows([apiConnector("other")]);
  expect(await ask("prove-1a2b3c")).toMatchObject({ verdict: "FAIL" });
});

it("is unknown if Apono rejects the request", async () => {
  api.answerNext(...Array.from({ length: 3 }, () => ({ status: 401, body: "{}" })));
  expect(await ask("prove-1a2b3c")).toMatchObject({ verdict: "UNKNOWN" });
});
