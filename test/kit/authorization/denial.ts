import type { ApiCall } from "../aws-calls";
import type { Answer } from "../forwarding";
import type { AuthorizationRequest } from ".";

/** AWS's answer to a call that IAM denies, in the protocol of the call's service. */
export function denial(call: ApiCall, { action, resource }: AuthorizationRequest): Answer {
  const message = `User is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`;
  if (call.service === "ec2")
    return xml(
      `<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>${message}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
    );
  if (call.body.startsWith("{") || call.service === "eks")
    return {
      status: call.service === "eks" ? 403 : 400,
      rawHeaders: ["Content-Type", "application/json", "x-amzn-ErrorType", "AccessDeniedException"],
      body: Buffer.from(JSON.stringify({ __type: "AccessDeniedException", message })),
    };
  return xml(
    `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error><RequestId>1</RequestId></ErrorResponse>`,
  );
}

const xml = (body: string): Answer => ({
  status: 403,
  rawHeaders: ["Content-Type", "text/xml"],
  body: Buffer.from(body),
});
