import { variables } from "../../../../../cli/validate/rules/variables";
import { itHolds } from "../../../../support/rule-cases";

/** A file of values for ecs-connector, with what it can't do without. */
const ecs = (lines: string) => ({
  "x.tfvars": `subnetIds = ["subnet-0123456789abcdef0"]\n${lines}\n`,
});
/** One for org-delegation. */
const org = (lines: string) => ({
  "x.tfvars": `connectorRoleArn = "arn:aws:iam::123456789012:role/apono-connector"\norganizationalUnitIds = ["r-ab12"]\n${lines}\n`,
});

itHolds(variables, {
  finds: [
    [
      "a name that the module doesn't have",
      ecs("▸logGroupRetentionInDay = 30"),
      "ecs-connector has no input logGroupRetentionInDay.",
    ],
    [
      "values of another type",
      ecs(
        'cpu             = ▸"much"\nassignPublicIp  = ▸1\nvpcId           = ▸["a"]\ntags            = ▸[]\nsecurityGroupIds = ▸"sg-1"',
      ),
      ["cpu must be a number such as 1; got a string.", "Correct the value."],
      "assignPublicIp must be true or false; got a number.",
      'vpcId must be a string such as "a"; got a list.',
      'tags must be a map of strings such as { a = "b" }; got a list.',
      'securityGroupIds must be a list of strings such as ["a", "b"]; got a string.',
    ],
    [
      "values that an input refuses, with its own words",
      ecs('vpcId = ▸"vpc-1"\ncpu   = ▸1000'),
      [
        'vpcId: "vpc-1" is not a valid VPC ID.',
        "Give an ID such as vpc-0123456789abcdef0, or leave it out.",
      ],
      [
        "cpu: 1000 is not a CPU size of Fargate.",
        "Choose one of 256, 512, 1024, 2048, 4096, 8192, 16384.",
      ],
    ],
    [
      "one bad element of a list",
      { "x.tfvars": `subnetIds = ▸["subnet-0123456789abcdef0", "subnet-1"]\n` },
      'subnetIds: "subnet-1" is not a valid subnet ID.',
    ],
    [
      "attributes that an object doesn't have, and wrong ones",
      ecs('logs   = ▸{ kmsKey = "a" }\negress = ▸{ ports = "443" }\nalerts = ▸{ minutes = 0 }'),
      [
        'logs: "kmsKey" is not one of its attributes.',
        "Its attributes are: existingGroupName, kmsKeyArn, class, skipDestroy.",
      ],
      'egress has the attribute ports, which must be a list of strings such as ["a", "b"]; got a string.',
      "alerts.minutes: 0 is not a number of minutes for the alarm.",
    ],
    [
      "attributes of an object that don't go together, and security groups that are missing",
      ecs(`logs = ▸{ existingGroupName = "a", class = "STANDARD" }\ncreateSecurityGroup = ▸false`),
      'logs.existingGroupName ("a") and logs.class ("STANDARD") are both set.',
      "createSecurityGroup is false, and securityGroupIds is empty: the tasks would have none.",
    ],
    [
      "a variable of the container that is a plain value and a secret",
      ecs(
        'container = ▸{ environmentVariables = { A = "x" }, secrets = { A = "arn:aws:ssm:eu-central-1:123456789012:parameter/a" } }',
      ),
      "container.environmentVariables and container.secrets have a variable in common.",
    ],
    [
      "a chart with two sources, and a version that a folder doesn't take",
      {
        "x.tfvars":
          'clusterName = "main"\nchart = "./chart"\nchartRepository = ▸"https://charts.example.com"\nchartVersion = ▸"1.0.0"\n',
      },
      'chart ("./chart") is a path or URL, and chartRepository ("https://charts.example.com") is set.',
      'chartVersion ("1.0.0") is set, but the chart "./chart" has the version of its Chart.yaml.',
    ],
    [
      "what the stack's own variable can't be",
      { "x.tfvars": `clusterName = "main"\nclusterCredentials = ▸"kubeconfig"\n` },
      [
        'clusterCredentials: "kubeconfig" is not a valid access method.',
        "Choose token or aws-cli (which needs the AWS CLI).",
      ],
    ],
    [
      "what several say together, at one of them",
      ecs("cpu    = 1024\nmemory = ▸512"),
      [
        "memory: Fargate does not offer 512 MiB with cpu = 1024.",
        "Use one of 2048, 3072, 4096, 5120, 6144, 7168, 8192 with this CPU.",
      ],
    ],
    [
      "the same against a default",
      ecs("memory = ▸512"),
      "memory: Fargate does not offer 512 MiB with cpu = 1024.",
    ],
    [
      "roles of one name, and accounts both in and out",
      org(
        'managementRoleName = "apono-a"\nmemberRoleName     = ▸"apono-a"\nonlyAccountIds     = ["123456789012"]\nexcludedAccountIds = ▸["123456789013"]',
      ),
      'memberRoleName: "apono-a" is also managementRoleName, and one account can have both roles.',
      "onlyAccountIds (123456789012) and excludedAccountIds (123456789013) are both set.",
    ],
    [
      "what is missing, at the file, as a warning",
      { "x.tfvars": `▸organizationalUnitIds = ["r-ab12"]\n` },
      [
        "warning: connectorRoleArn is missing; org-delegation requires it.",
        "Add it (string), or set TF_VAR_connectorRoleArn and suppress this rule for the file.",
      ],
    ],
    [
      "JSON",
      {
        "x.tfvars.json": `{
  "subnetIds": ["subnet-0123456789abcdef0"],
  "cpu": ▸"much",
  ▸"memry": 1,
  "vpcId": ▸"vpc-1"
}
`,
      },
      "cpu must be a number such as 1; got a string.",
      "ecs-connector has no input memry.",
      'vpcId: "vpc-1" is not a valid VPC ID.',
    ],
  ],
  isSilent: [
    [
      "what Terraform converts",
      ecs('cpu = "1024"\nmemory = "2048"\nassignPublicIp = "true"\ntags = { a = 1 }'),
    ],
    [
      "an object's attributes, converted, left out or null",
      ecs('logs = { skipDestroy = "true", class = null }\negress = {}\nalerts = { minutes = "7" }'),
    ],
    ["null for what has a default", ecs("cpu = null\nvpcId = null\ntags = null")],
    [
      "the name that the stacks have for the token",
      ecs('APONO_TOKEN = "a-token-of-apono-0123456789"'),
    ],
    [
      "the stacks' own variables: eks-connector",
      { "x.tfvars": `clusterName = "main"\nclusterCredentials = "aws-cli"\n` },
    ],
    ["the stacks' own variables: org-delegation", org('organizationProfile = "management"')],
    ["sizes that Fargate offers together", ecs("cpu = 256\nmemory = 512")],
    [
      "accounts in, and none out",
      org('onlyAccountIds = ["123456789012"]\nexcludedAccountIds = []'),
    ],
    [
      "several files, which are taken together",
      {
        "a.tfvars": `subnetIds = ["subnet-0123456789abcdef0"]\ncpu = 256\n`,
        "b.tfvars": `cpu = 512\nmemory = 1024\nlogGroupRetentionInDays = 30\n`,
      },
    ],
    ["an empty file, for whatever it is", { "x.tfvars": "", "y.tfvars.json": "{}" }],
    [
      "values for a folder's variables, of any type, module's names among them",
      { "a/main.tf": `variable "cpu" {}\n`, "a/x.tfvars": `cpu = "much"\n` },
    ],
    ["what is computed, which the rule syntax tells", ecs("vpcId = var.vpc")],
    [
      "JSON",
      {
        "x.tfvars.json": `{"subnetIds": ["subnet-0123456789abcdef0"], "cpu": "256", "memory": 512, "vpcId": null}`,
      },
    ],
  ],
});
