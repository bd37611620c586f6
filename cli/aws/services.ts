/** The SDK's clients. Each is loaded on first use: loading all takes a second. */
export const SERVICES = {
  cloudformation: async () => {
    const sdk = await import("@aws-sdk/client-cloudformation");
    return { sdk, Client: sdk.CloudFormationClient };
  },
  ec2: async () => {
    const sdk = await import("@aws-sdk/client-ec2");
    return { sdk, Client: sdk.EC2Client };
  },
  ecs: async () => {
    const sdk = await import("@aws-sdk/client-ecs");
    return { sdk, Client: sdk.ECSClient };
  },
  eks: async () => {
    const sdk = await import("@aws-sdk/client-eks");
    return { sdk, Client: sdk.EKSClient };
  },
  iam: async () => {
    const sdk = await import("@aws-sdk/client-iam");
    return { sdk, Client: sdk.IAMClient };
  },
  logs: async () => {
    const sdk = await import("@aws-sdk/client-cloudwatch-logs");
    return { sdk, Client: sdk.CloudWatchLogsClient };
  },
  organizations: async () => {
    const sdk = await import("@aws-sdk/client-organizations");
    return { sdk, Client: sdk.OrganizationsClient };
  },
  secretsmanager: async () => {
    const sdk = await import("@aws-sdk/client-secrets-manager");
    return { sdk, Client: sdk.SecretsManagerClient };
  },
  sts: async () => {
    const sdk = await import("@aws-sdk/client-sts");
    return { sdk, Client: sdk.STSClient };
  },
} as const;

export type Service = keyof typeof SERVICES;

type Sdk<S extends Service> = Awaited<ReturnType<(typeof SERVICES)[S]>>["sdk"];

/** The command class of an action such as `ec2:DescribeSubnets`. */
type CommandClass<A extends string> = A extends `${infer S extends Service}:${infer Name}`
  ? `${Name}Command` extends keyof Sdk<S>
    ? Sdk<S>[`${Name}Command`]
    : never
  : never;

/** Input of an action. A command class whose input is all optional also has a constructor without arguments. */
export type CallInput<A extends string> =
  CommandClass<A> extends new (...args: infer P) => unknown
    ? Exclude<P, []> extends [infer I]
      ? I
      : never
    : never;

/** Output of an action. */
export type CallOutput<A extends string> =
  CommandClass<A> extends new (...args: never[]) => {
    resolveMiddleware(...args: never[]): (args: never) => Promise<{ output: infer O }>;
  }
    ? O
    : never;
