import type { AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import type { BackendSettings } from "../lib/backend";

/** What a stack is given in code, such as by a fleet, instead of by variables and the environment. */
export interface GivenProps<Props> {
  /** Region and credentials. @default - the environment's */
  readonly provider?: AwsProviderConfig;
  /** Where the state is kept. @default - as `APONO_BACKEND` or `backend.json` says */
  readonly backend?: BackendSettings;
  /**
   * The module's inputs. @default - each is a variable
   *
   * @param stack for the variable of the token
   */
  readonly inputs?: (stack: Construct) => Props;
}
