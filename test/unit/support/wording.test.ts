import { isSentence } from "../../support/wording";

it.each(["It is.", "module.x is.", '"x" is not valid.', "Is it?", "${it} is."])(
  "%s is a sentence",
  (text) => expect(isSentence(text)).toBe(true),
);

it.each(["the role is.", "It is", "It is..", "its end:", ""])("%s is not a sentence", (text) =>
  expect(isSentence(text)).toBe(false),
);
