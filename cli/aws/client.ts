import type { Action } from "./actions";
import { type Answer, type Question, SERVICES, type Service } from "./services";
import { AwsFailure, errorName, failureOf } from "./failure";
import { type AwsSettings, endpointOf, clientSettings } from "./settings";

/** How AWS is asked. */
export interface AwsOptions extends AwsSettings {
  /** Told what goes on. */
  readonly progress: (what: string) => void;
}

/** Keys as the SDK gives them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
  /** Features of the SDK that the keys came by, such as `CREDENTIALS_PROFILE_SSO`. */
  readonly $source?: Readonly<Record<string, string>>;
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

/** How often a call is made at most. AWS asks to wait between them, up to 20 seconds. https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
const ATTEMPTS = 8;
/** For the first question: whether anything answers at all is known sooner. */
const FIRST_ATTEMPTS = 3;

/** AWS, to be asked and never told: takes only actions that read. */
export class Aws {
  private readonly clients = new Map<Service, Promise<{ sdk: SdkModule; client: Client }>>();

  constructor(private readonly options: AwsOptions) {}

  /**
   * Asks a question. Throttled calls are tried again.
   *
   * @param action IAM's name of the action, which is the API's too
   * @throws AwsFailure where AWS gives no answer
   */
  async ask<A extends Action>(action: A, question: Question<A>): Promise<Answer<A>> {
    const [service, name] = action.split(":") as [Service, string];
    const { sdk, client } = await this.open(service);
    this.options.progress(`asking AWS: ${action}`);
    try {
      return (await client.send(new sdk[`${name}Command`]!(question))) as Answer<A>;
    } catch (error) {
      throw failureOf(action, error, await this.hostOf(service));
    }
  }

  /** The same; undefined where the answer is one of these errors, which mean that the thing is not there. */
  async find<A extends Action>(
    action: A,
    question: Question<A>,
    absent: readonly string[],
  ): Promise<Answer<A> | undefined> {
    try {
      return await this.ask(action, question);
    } catch (error) {
      if (error instanceof AwsFailure && absent.includes(error.code)) return undefined;
      throw error;
    }
  }

  /** The same, page after page. @param items the list in an answer */
  async all<A extends Action, T>(
    action: A,
    question: Question<A>,
    items: (answer: Answer<A>) => readonly T[] | undefined,
  ): Promise<T[]> {
    const found: T[] = [];
    let page: Record<string, unknown> | undefined = {};
    while (page !== undefined) {
      const answer: Answer<A> = await this.ask(action, {
        ...(question as object),
        ...page,
      } as Question<A>);
      found.push(...(items(answer) ?? []));
      page = nextPage(answer as object);
    }
    return found;
  }

  /** The region; undefined where none is set. */
  async region(): Promise<string | undefined> {
    const { client } = await this.open("sts");
    return client.config.region().catch(() => undefined);
  }

  /** @throws AwsFailure where there are no credentials */
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

  /** Inside of the SDK's own repetitions, so that whoever waits sees why. */
  private readonly reportThrottling =
    (next: (args: unknown) => Promise<unknown>) => async (args: unknown) => {
      try {
        return await next(args);
      } catch (error) {
        if (failureOf("sts:GetCallerIdentity", error).kind === "throttled")
          this.options.progress(`AWS throttles (${errorName(error)}), trying again`);
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

function nextPage(answer: object): Record<string, string> | undefined {
  const entries = Object.entries(answer).filter(
    ([key, value]) => /^nextToken$/i.test(key) && typeof value === "string" && value !== "",
  );
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
