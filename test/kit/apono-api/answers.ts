import type { LoopbackResponse } from "../kubernetes/loopback-server";

/** An answer in JSON. */
export const json = (body: object, status = 200): LoopbackResponse => ({
  status,
  type: "application/json",
  body: JSON.stringify(body),
});

export const notFound = (): LoopbackResponse => json({ message: "Not found" }, 404);

/** What was asked for makes no sense. */
export const refused = (message: string): LoopbackResponse => json({ message }, 400);

/** The page of a list that is asked for. */
export function pageOf(query: URLSearchParams, items: readonly object[]): LoopbackResponse {
  const limit = Number(query.get("limit") ?? 100);
  const from = Number(query.get("page_token") ?? 0);
  const next = from + limit < items.length ? String(from + limit) : null;
  return json({ items: items.slice(from, from + limit), pagination: { next_page_token: next } });
}
