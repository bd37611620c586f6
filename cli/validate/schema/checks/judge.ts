import type { Takes } from "./check";

/** Partition, service, region, account (12 digits, or a word) and what it names. */
const ARN = /^arn:[^:]+:[^:]+:[^:]*:(\d{12}|[^:\d][^:]*)?:.+$/s;
/** The parts alone. */
const ARN_FORM = /^arn(:[^:]*){4}:/s;

/** What is taken instead, in words; undefined for a value that is taken. */
export function refusal(takes: Takes, value: string | number | boolean): string | undefined {
  switch (takes.kind) {
    case "one of": {
      const { values, later = [] } = takes;
      const isTaken = [...values, ...later].some((each) => String(each) === String(value));
      return isTaken ? undefined : `one of ${values.join(", ")}`;
    }
    case "range": {
      const { least, most = Infinity, also = [] } = takes;
      const number = Number(value);
      if (Number.isNaN(number) || also.includes(number) || (number >= least && number <= most))
        return undefined;
      const beside = also.map((each) => `${each}, or `).join("");
      return most === Infinity ? `${least} or more` : `${beside}${least} to ${most}`;
    }
    case "text":
      return textRefusal(takes, String(value));
    case "json":
      return isJson(takes.of, String(value))
        ? undefined
        : { object: "an object in JSON", list: "a list in JSON", any: "a text in JSON" }[takes.of];
    case "arn":
      return value === "" || (takes.formOnly ? ARN_FORM : ARN).test(String(value))
        ? undefined
        : "an ARN";
  }
}

function textRefusal(
  { least = 0, most = Infinity, pattern, words }: Extract<Takes, { kind: "text" }>,
  value: string,
): string | undefined {
  const length = Buffer.byteLength(value); // as the provider counts
  if (length < least || length > most)
    return `${least === most ? least : least === 0 ? `at most ${most}` : `${least} to ${most}`} characters`;
  return pattern === undefined || pattern.test(value) ? undefined : words;
}

function isJson(of: "object" | "list" | "any", text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === "object" && value !== null;
    return of === "any" || (isObject && Array.isArray(value) === (of === "list"));
  } catch {
    return false;
  }
}
