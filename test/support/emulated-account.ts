import { type AwsEmulator, type AwsEmulatorOptions, startAwsEmulator } from "../kit/aws-emulator";
import {
  type Fault,
  type FaultProxy,
  type FaultProxyOptions,
  startFaultProxy,
} from "../kit/fault-proxy";
import { ec2Client, makeSubnet, makeVpc } from "../kit/network";
import { type Env, cleanUp } from "../kit/processes";
import { doctorEnv } from "./doctor";

/** An account for the doctor to look at. */
export interface EmulatedAccount {
  readonly emulator: AwsEmulator;
  /** Stands before the emulator; forgets calls and faults after each test. */
  readonly proxy: FaultProxy;
  /** The doctor's environment, before the proxy. */
  readonly env: Env;
}

/** An account of its own for the tests of a file; to be read once they run. */
export function emulatedAccount(
  options: AwsEmulatorOptions & FaultProxyOptions = {},
): EmulatedAccount {
  let made: EmulatedAccount;
  beforeAll(async () => {
    const emulator = await startAwsEmulator(options);
    const proxy = await startFaultProxy(emulator.endpoint, options);
    made = { emulator, proxy, env: doctorEnv(proxy.endpoint) };
  });
  afterEach(() => made.proxy.reset());
  afterAll(async () => {
    await made.proxy.stop();
    await made.emulator.stop();
    cleanUp();
  });
  return {
    get emulator() {
      return made.emulator;
    },
    get proxy() {
      return made.proxy;
    },
    get env() {
      return made.env;
    },
  };
}

/** A subnet in an account that the doctor finds nothing wrong with; to be read once tests run. */
export function subnetIn(account: EmulatedAccount): { readonly id: string } {
  let id: string;
  beforeAll(async () => {
    const ec2 = ec2Client(account.emulator.endpoint);
    ({ subnetId: id } = await makeSubnet(ec2, await makeVpc(ec2), { route: "transit-gateway" }));
    ec2.destroy();
  });
  return {
    get id() {
      return id;
    },
  };
}

/** An error as the services that answer in XML have it, other than EC2. */
export const queryError = (code: string, status: number): Pick<Fault, "status" | "body"> => ({
  status,
  body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>made up</Message></Error></ErrorResponse>`,
});
