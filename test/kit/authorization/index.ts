import type { ApiCall } from "../aws-calls";
import { ec2Requests } from "./ec2";
import { ecsRequests } from "./ecs";
import { eksRequests } from "./eks";
import { iamRequests } from "./iam";
import {
  cloudformationRequests,
  cloudwatchRequests,
  eventsRequests,
  logsRequests,
  organizationsRequests,
  secretsRequests,
} from "./others";
import {
  type AuthorizationRequest,
  type CallPlace,
  type ServiceRequests,
  parametersOf,
} from "./request";

export type { AuthorizationRequest, CallPlace } from "./request";

/**
 * What AWS checks with IAM before it does a call: most often the action of the call's name on what it names, and for some
 * calls more: the roles that they hand over, the tags that they give, the keys that they use. Remembers what later calls
 * need. https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @throws Error for a call of which nothing is known
 */
export function authorizationRequests(
  place: CallPlace,
): (call: ApiCall) => readonly AuthorizationRequest[] {
  const services: Readonly<Record<string, ServiceRequests>> = {
    iam: iamRequests(),
    ec2: ec2Requests(),
    ecs: ecsRequests,
    logs: logsRequests,
    secretsmanager: secretsRequests(),
    events: eventsRequests,
    monitoring: cloudwatchRequests,
    cloudformation: cloudformationRequests,
    organizations: organizationsRequests,
  };
  return (call) => {
    // GetCallerIdentity needs no permission. https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
    if (call.service === "sts") return [];
    if (call.service === "eks") return eksRequests(call, place);
    const requests = services[call.service];
    if (requests === undefined)
      throw new Error(`Nothing is known of what IAM checks for ${call.service}: add it here.`);
    return requests(call.action, parametersOf(call.body), place);
  };
}
