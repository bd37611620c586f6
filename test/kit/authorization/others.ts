import { type ServiceRequests, arnAt, asArn, request } from "./request";

/** Tagging is checked on the group's ARN, all else on the ARN with what is in the group. https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html */
export const logsRequests: ServiceRequests = (action, { text, has }, place) => {
  const named = `logs:${action}`;
  if (action === "DescribeLogGroups") return [request(named)];
  const tagged = text("resourceArn");
  if (tagged !== undefined) return [request(named, tagged)];
  const arn = arnAt(place, "logs", `log-group:${text("logGroupName")}`);
  return [
    request(named, `${arn}:log-stream:`),
    ...(has("tags") ? [request("logs:TagResource", arn)] : []),
  ];
};

/** The caller uses the secret's key. https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html */
export function secretsRequests(): ServiceRequests {
  const keys = new Map<string, string>();
  const nameOf = (secret: string) =>
    secret.replace(/^.*:secret:/, "").replace(/-[A-Za-z0-9]{6}$/, "");
  return (action, { text, has }, place) => {
    const named = `secretsmanager:${action}`;
    if (action === "ListSecrets") return [request(named)];
    const [made, id, key] = [text("Name"), text("SecretId"), text("KmsKeyId")];
    const secret =
      made === undefined ? id! : arnAt(place, "secretsmanager", `secret:${made}-??????`);
    if (key !== undefined) keys.set(made ?? nameOf(id!), key);
    const used = keys.get(made ?? nameOf(id!));
    const via = { "kms:ViaService": `secretsmanager.${place.region}.amazonaws.com` };
    const usesKey = ["GetSecretValue", "PutSecretValue", "UpdateSecret"].includes(action);
    const encrypts = action === "PutSecretValue" || (action === "UpdateSecret" && key != null);
    return [
      request(named, secret),
      ...(action === "CreateSecret" && has("Tags")
        ? [request("secretsmanager:TagResource", secret)]
        : []),
      ...(usesKey && used !== undefined ? [request("kms:Decrypt", used, via)] : []),
      ...(encrypts && used !== undefined ? [request("kms:GenerateDataKey", used, via)] : []),
    ];
  };
}

export const eventsRequests: ServiceRequests = (action, { text, has }, place) => {
  const rule = (name: string) => arnAt(place, "events", `rule/${name}`);
  const resource = asArn(text("ResourceARN") ?? text("Name") ?? text("Rule") ?? "*", rule);
  return [
    request(`events:${action}`, resource),
    ...(action === "PutRule" && has("Tags") ? [request("events:TagResource", resource)] : []),
  ];
};

export const cloudwatchRequests: ServiceRequests = (action, { text, has }, place) => {
  const name = text("ResourceARN") ?? text("AlarmName") ?? text("AlarmNames.member.1") ?? "*";
  const resource = asArn(name, (each) => arnAt(place, "cloudwatch", `alarm:${each}`));
  return [
    request(`cloudwatch:${action}`, resource),
    ...(action === "PutMetricAlarm" && has("Tags")
      ? [request("cloudwatch:TagResource", resource)]
      : []),
  ];
};

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscloudformation.html */
export const cloudformationRequests: ServiceRequests = (action, { text, has }, place) => {
  const named = `cloudformation:${action}`;
  const name = text("StackSetName");
  const [plain] = (name ?? "").split(":");
  const stackSet = arnAt(place, "cloudformation", `stackset/${plain}:*`);
  const tags = has("Tags")
    ? [request("cloudformation:TagResource", stackSet, { "cloudformation:CreateAction": action })]
    : [];
  if (action === "CreateStackSet") return [request(named), ...tags];
  if (!/^(Create|Update|Delete)StackInstances$|^UpdateStackSet$/.test(action))
    return [request(named, stackSet)];
  return [
    request(named, stackSet),
    request(named, arnAt(place, "cloudformation", `stackset-target/${plain}:*/*`)),
    ...["Role", "ManagedPolicy"]
      .filter((type) => type === "Role" || text("TemplateBody")?.includes(`AWS::IAM::${type}`))
      .map((type) =>
        request(
          named,
          `arn:${place.partition}:cloudformation:${place.region}::type/resource/AWS-IAM-${type}`,
        ),
      ),
    ...tags,
    // Permissions only, no calls: an update may add tags and take them away.
    ...(action === "UpdateStackSet" ? [request("cloudformation:UntagResource", stackSet)] : []),
  ];
};

/** Calls about what is in a root or unit are checked on it, all others on everything. */
export const organizationsRequests: ServiceRequests = (action, { text }, place) => {
  const parent = text("ParentId");
  if (parent === undefined) return [request(`organizations:${action}`)];
  const kind = parent.startsWith("r-") ? "root" : "ou";
  const arn = `arn:${place.partition}:organizations::${place.accountId}:${kind}/o-exampleorgid/${parent}`;
  return [request(`organizations:${action}`, arn)];
};
