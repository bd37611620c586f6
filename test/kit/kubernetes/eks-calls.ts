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

interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Tags what is known, and takes tags away. https://docs.aws.amazon.com/eks/latest/APIReference/API_TagResource.html
 *
 * @param known what there is, by ID
 */
export const tagging =
  <T extends Tagged>(known: Map<string, T>, arnOf: (each: T) => string): EksCalls =>
  ({ method, path, body }) => {
    const [id, tagged] =
      [...known].find(([, each]) => decodeURIComponent(path).startsWith(`/tags/${arnOf(each)}`)) ??
      [];
    if (id === undefined || tagged === undefined) return undefined;
    const added = method === "POST" ? (JSON.parse(body) as Tagged).tags : {};
    const removed = new URL(path, "http://eks").searchParams.getAll("tagKeys");
    const left = Object.entries(tagged.tags).filter(([key]) => !removed.includes(key));
    known.set(id, { ...tagged, tags: { ...Object.fromEntries(left), ...added } });
    return answer(200, {});
  };
