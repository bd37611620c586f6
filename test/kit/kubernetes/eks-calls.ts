import type { ApiCall } from "../aws-calls";
import type { Answer } from "../forwarding";

/** What EKS answers where the emulator does not; undefined for a call of another kind. */
export type EksCalls = (call: ApiCall) => Answer | undefined;

const JSON_HEADERS = ["Content-Type", "application/json"];

/** An answer in JSON. */
export const answer = (status: number, body: object, rawHeaders = JSON_HEADERS): Answer => ({
  status,
  rawHeaders: [...rawHeaders],
  body: Buffer.from(JSON.stringify(body)),
});

/** An error as EKS words it. */
export const refusal = (status: number, type: string, message: string): Answer =>
  answer(status, { message }, [...JSON_HEADERS, "x-amzn-ErrorType", type]);
