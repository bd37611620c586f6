/** A list price of us-east-1, for the estimate; AWS's page is authoritative. */
export interface Price {
  readonly resource: string;
  /** US dollars an hour. */
  readonly perHour: number;
  /** URL of AWS's price page. */
  readonly source: string;
}

/** A Fargate task of the default size. */
export const FARGATE: Price = {
  resource: "Fargate task with 1 vCPU and 2 GB",
  perHour: 0.04048 + 2 * 0.004445,
  source: "https://aws.amazon.com/fargate/pricing/",
};

/** For a task in a public subnet. */
export const PUBLIC_IP: Price = {
  resource: "public IPv4 address",
  perHour: 0.005,
  source: "https://aws.amazon.com/vpc/pricing/",
};

/** $0.40 a month. */
export const SECRET: Price = {
  resource: "secret in Secrets Manager",
  perHour: 0.4 / 730,
  source: "https://aws.amazon.com/secrets-manager/pricing/",
};

/** The cost of an hour, as a sentence. */
export function estimate(prices: readonly Price[]): string {
  const sum = prices.reduce((total, { perHour }) => total + perHour, 0);
  return sum === 0
    ? "The resources are free: IAM, StackSets and Organizations cost nothing."
    : `About ${cents(sum)} an hour, plus at most a few cents for logs and API calls.`;
}

/** "6 US cents" */
const cents = (dollars: number) => `${Math.ceil(dollars * 100)} US cents`;

/** One price as a line of a list. */
export const priceLine = ({ resource, perHour, source }: Price): string =>
  `${resource}: $${perHour.toFixed(4)} an hour (${source})`;
