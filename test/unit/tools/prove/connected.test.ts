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

it("is shown by Apono's answer alone", async () => {
  api.knows([apiConnector("prove-1a2b3c")]);
  expect(await ask("prove-1a2b3c")).toMatchObject({ verdict: "PASS" });
});

it("fails where Apono knows no such connector when the time is over", async () => {
  api.knows([apiConnector("other")]);
  expect(await ask("prove-1a2b3c")).toMatchObject({ verdict: "FAIL" });
});

it("is not told where Apono refuses the question", async () => {
  api.answerNext(...Array.from({ length: 3 }, () => ({ status: 401, body: "{}" })));
  expect(await ask("prove-1a2b3c")).toMatchObject({ verdict: "COULD NOT TELL" });
});
