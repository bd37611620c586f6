import {
  type Wording,
  argument,
  isCommand,
  isSentence,
  property,
  wordings,
} from "../../support/wording";

const wrong = (all: readonly Wording[], isRight: (text: string) => boolean) => {
  expect(all.length).toBeGreaterThan(20);
  return all.filter(({ text }) => !isRight(text)).map(({ place, text }) => `${place} ${text}`);
};

/** These are put together of parts: what comes out is held against it in the rules' own test. */
const inParts = ({ place }: Wording) =>
  /^cli\/validate\/(rules\/(iam|plan)-|plan\/renamed-connector)/.test(place);

it("knows a sentence", () => {
  for (const text of ["It is.", "module.x is.", '"x" is no y.', "Is it?", "${it} is."])
    expect([text, isSentence(text)]).toEqual([text, true]);
  for (const text of ["the role is.", "It is", "It is..", "its end:", ""])
    expect([text, isSentence(text)]).toEqual([text, false]);
  expect(["npm ci", "Look: kubectl get pods", "See: https://nodejs.org"].map(isCommand)).toEqual([
    true,
    true,
    true,
  ]);
  expect(["--cluster <name>", "export", "Look: there"].map(isCommand)).toEqual([
    false,
    false,
    false,
  ]);
});

describe("what validate says is sentences", () => {
  it.each(["message", "fix"])("%s", (name) => {
    const all = wordings("cli/validate", (node) => [property(node, name)]);
    expect(
      wrong(
        all.filter((each) => !inParts(each)),
        isSentence,
      ),
    ).toEqual([]);
  });
});

describe("what the doctor says is sentences", () => {
  const RESULT = /^(ok|problem|warning|unknown|skipped)$/;

  it("in summaries", () => {
    const all = wordings("cli/doctor", (node) => [argument(node, RESULT, 1)]);
    // A table follows what ends with a colon.
    expect(wrong(all, (text) => isSentence(text) || /^[A-Z].*:$/.test(text))).toEqual([]);
  });

  it("in what to do, where it is no command", () => {
    const all = wordings("cli/doctor", (node) => [property(node, "fix")]);
    expect(wrong(all, (text) => isSentence(text) || isCommand(text))).toEqual([]);
  });
});
