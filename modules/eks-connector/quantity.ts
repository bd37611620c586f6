/** What the suffixes of Kubernetes quantities multiply by. https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
export const MULTIPLIERS = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A quantity's number, power of ten, suffix. */
export const PARTS = "^([0-9.]+)(?:[eE]([+-]?[0-9]+))?([A-Za-z]*)$";

/** The number of a Kubernetes quantity: `500m` is 0.5, `1Gi` is 1073741824. NaN for what is not one. */
export function quantityValue(quantity: string): number {
  const [, number = "", exponent = "0", suffix = ""] = new RegExp(PARTS).exec(quantity) ?? [];
  const multiplier = (MULTIPLIERS as Readonly<Record<string, number>>)[suffix] ?? NaN;
  return number === "" ? NaN : Number(number) * 10 ** Number(exponent) * multiplier;
}
