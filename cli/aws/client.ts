import type { Action } from "./actions";
import { type CallOutput, type CallInput, SERVICES, type Service } from "./services";
import { AwsFailure, errorName, failureOf } from "./failure";
import { type AwsSettings, type Credentials, endpointOf, clientSettings } from "./settings";

/** Options of the AWS client. */
export interface AwsOptions extends AwsSettings {
  /** Called with the current step. */
  readonly progress: (what: string) => void;
}

interface Client {
  readonly config: {
    readonly region: () => Promise<string>;
    readonly credentials: () => Promise<Credentials>;
    readonly endpointProvider: (parameters: { readonly Region: string }) => { readonly url: URL };
  };
  send(command: unknown): Promise<unknown>;
  readonly middlewareStack: {
    add(middleware: unknown, options: { step: string; priority: string; name: string }): void;
  };
}

type SdkModule = Readonly<Record<string, new (input: unknown) => unknown>>;

/**
 * Attempts per call. The SDK waits up to 20 seconds between them.
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
 */
const ATTEMPTS = 8;
/** Attempts of the first call (STS), so that an unreachable AWS is reported sooner. */
const FIRST_ATTEMPTS = 3;

/** A read-only AWS client: it accepts nothing but an {@link Action}. */
export class Aws {
  private readonly clients = new Map<Service, Promise<{ sdk: SdkModule; client: Client }>>();

  constructor(private readonly options: AwsOptions) {}

  /**
   * Calls an action. Throttled calls are retried.
   *
   * @param action its name in IAM, which is also its name in the API
   * @throws AwsFailure if the call fails
   */
  async call<A extends Action>(action: A, input: CallInput<A>): Promise<CallOutput<A>> {
    const [service, name] = action.split(":") as [Service, string];
    const { sdk, client } = await this.open(service);
    this.options.progress(`calling ${action}`);
    try {
      return (await client.send(new sdk[`${name}Command`]!(input))) as CallOutput<A>;
    } catch (error) {
      throw failureOf(action, error, await this.hostOf(service));
    }
  }

  /**
   * Describes a resource that may not exist.
   *
   * @param absent error codes that mean it does not exist
   * @returns undefined for one of these codes
   */
  async find<A extends Action>(
    action: A,
    input: CallInput<A>,
    absent: readonly string[],
  ): Promise<CallOutput<A> | undefined> {
    try {
      return await this.call(action, input);
    } catch (error) {
      if (error instanceof AwsFailure && absent.includes(error.code)) return undefined;
      throw error;
    }
  }

  /** Calls a list action and returns the items of all pages. @param items picks the items of one page */
  async all<A extends Action, T>(
    action: A,
    input: CallInput<A>,
    items: (output: CallOutput<A>) => readonly T[] | undefined,
  ): Promise<T[]> {
    const found: T[] = [];
    let page: Record<string, unknown> | undefined = {};
    while (page !== undefined) {
      const output: CallOutput<A> = await this.call(action, {
        ...(input as object),
        ...page,
      } as CallInput<A>);
      found.push(...(items(output) ?? []));
      page = nextPage(output as object);
    }
    return found;
  }

  /** The region; undefined if none is set. */
  async region(): Promise<string | undefined> {
    const { client } = await this.open("sts");
    return client.config.region().catch(() => undefined);
  }

  /** The caller's credentials. @throws AwsFailure if there are none */
  async credentials(): Promise<Credentials> {
    const { client } = await this.open("sts");
    try {
      return await client.config.credentials();
    } catch (error) {
      throw failureOf("sts:GetCallerIdentity", error);
    }
  }

  private open(service: Service): Promise<{ sdk: SdkModule; client: Client }> {
    const open = this.clients.get(service) ?? this.make(service);
    this.clients.set(service, open);
    return open;
  }

  private async make(service: Service): Promise<{ sdk: SdkModule; client: Client }> {
    const { sdk, Client } = await SERVICES[service]();
    const client = new Client({
      ...clientSettings(service, this.options),
      maxAttempts: service === "sts" ? FIRST_ATTEMPTS : ATTEMPTS,
    }) as unknown as Client;
    client.middlewareStack.add(this.reportThrottling, {
      step: "finalizeRequest",
      priority: "low",
      name: "reportThrottling",
    });
    return { sdk: sdk as unknown as SdkModule, client };
  }

  /** Middleware inside the SDK's retry loop: shows why a call takes longer. */
  private readonly reportThrottling =
    (next: (args: unknown) => Promise<unknown>) => async (args: unknown) => {
      try {
        return await next(args);
      } catch (error) {
        if (failureOf("sts:GetCallerIdentity", error).kind === "throttled")
          this.options.progress(`AWS throttles the calls (${errorName(error)}), retrying`);
        throw error;
      }
    };

  private async hostOf(service: Service): Promise<string> {
    const endpoint = endpointOf(service, this.options.env);
    if (endpoint !== undefined) return endpoint;
    const { client } = await this.open(service);
    const region = (await this.region()) ?? "us-east-1";
    return client.config.endpointProvider({ Region: region }).url.host;
  }
}

function nextPage(output: object): Record<string, string> | undefined {
  const entries = Object.entries(output).filter(
    ([key, value]) => /^nextToken$/i.test(key) && typeof value === "string" && value !== "",
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
