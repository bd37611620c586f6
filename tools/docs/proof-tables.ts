import { basename } from "node:path";
import { priceLine } from "../prove/prices";
import { KINDS, type Kind, PROMISES, type Proof } from "../prove/promises";
import { DESTROY, stepsOf } from "../prove/run";
import { TARGETS } from "../prove/targets";
import { code, markdown, prose } from "./markdown";

/** From docs/guides to the project's root. */
const ROOT = "../../";

/** What stands behind each promise: a row for each, a column for each kind of proof. */
export const promisesTable = (): string =>
  markdown(
    ["Promise", ...KINDS.map(capital)],
    PROMISES.map(({ promise, in: place, proofs }) => [
      `${prose(promise)} […](${ROOT}${place})`,
      ...KINDS.map((kind) => cell(kind, proofs)),
    ]),
  );

function cell(kind: Kind, proofs: readonly Proof[]): string {
  const own = proofs.filter((proof) => proof.kind === kind).map(shown);
  return [...new Set(own)].join(", ");
}

function shown(proof: Proof): string {
  if (proof.kind === "real AWS") return code(`${proof.target}: ${proof.step}`);
  if (proof.kind === "page") return `[page](${proof.url})`;
  return `[${basename(proof.file).replace(/(\.test)?\.ts$/, "")}](${ROOT}${proof.file})`;
}

/** Every step of `npm run prove`. */
export const proveStepsTable = (): string =>
  markdown(
    ["Step", "Expected"],
    TARGETS.flatMap((target) =>
      [...stepsOf(target, { state: "" }, {}), DESTROY].map(({ id, expected }) => [
        code(`${target.name}: ${id}`),
        prose(expected),
      ]),
    ),
  );

/** What is made and costs something. */
export const provePricesTable = (): string =>
  markdown(
    ["Target", "Cost"],
    TARGETS.flatMap(({ name, prices }) =>
      prices.length === 0
        ? [[code(name), "nothing by itself"]]
        : prices.map((price) => [code(name), priceLine(price)]),
    ),
  );

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
