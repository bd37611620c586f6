/** What something costs: list prices of us-east-1, to estimate with. AWS's page counts. */
export interface Price {
  readonly what: string;
  /** US dollars an hour. */
  readonly perHour: number;
  /** AWS's page. */
  readonly source: string;
}

/** A Fargate task of the default size. */
export const FARGATE: Price = {
  what: "Fargate task with 1 vCPU and 2 GB",
  perHour: 0.04048 + 2 * 0.004445,
  source: "https://aws.amazon.com/fargate/pricing/",
};

/** Of a task in a public subnet. */
export const PUBLIC_IP: Price = {
  what: "public IPv4 address",
  perHour: 0.005,
  source: "https://aws.amazon.com/vpc/pricing/",
};

/** $0.40 a month. */
export const SECRET: Price = {
  what: "secret in Secrets Manager",
  perHour: 0.4 / 730,
  source: "https://aws.amazon.com/secrets-manager/pricing/",
};

/** What an hour costs, as a sentence. */
export function estimate(prices: readonly Price[]): string {
  const sum = prices.reduce((total, { perHour }) => total + perHour, 0);
  return sum === 0
    ? "Nothing that is made costs anything by itself: IAM, StackSets and Organizations are free."
    : `About ${cents(sum)} an hour, and a few cents at most for logs and calls.`;
}

/** "6 cents" */
const cents = (dollars: number) => `${Math.ceil(dollars * 100)} US cents`;

/** One price, for a list. */
export const priceLine = ({ what, perHour, source }: Price): string =>
  `${what}: $${perHour.toFixed(4)} an hour (${source})`;
