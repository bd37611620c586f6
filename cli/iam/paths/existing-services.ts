import { type ActionChoice, type EscalationPath, all, docs, pathfinding } from "./path";

/** Paths that take over something that runs with a role already. */

const changing = (
  id: string,
  what: string,
  source: string,
  needs: readonly ActionChoice[],
): EscalationPath => ({
  id: `existing-${id}`,
  title: `Take over ${what}`,
  how: `What runs in ${what} is replaced or controlled by the caller, who then acts with its role.`,
  needs,
  source,
});

export const EXISTING_SERVICE_PATHS: readonly EscalationPath[] = [
  changing(
    "lambda",
    "a Lambda function",
    pathfinding("lambda-003"),
    all("lambda:UpdateFunctionCode"),
  ),
  changing(
    "lambda-layer",
    "a Lambda function by a layer",
    docs("lambda/latest/dg/chapter-layers.html"),
    all("lambda:UpdateFunctionConfiguration"),
  ),
  changing("cloudformation", "a CloudFormation stack", pathfinding("cloudformation-002"), [
    ["cloudformation:UpdateStack", "cloudformation:ExecuteChangeSet"],
  ]),
  changing(
    "ec2",
    "an EC2 instance",
    pathfinding("ec2-002"),
    all("ec2:ModifyInstanceAttribute", "ec2:StopInstances", "ec2:StartInstances"),
  ),
  changing(
    "ec2-launch-template",
    "instances of a launch template",
    pathfinding("ec2-004"),
    all("ec2:CreateLaunchTemplateVersion", "ec2:ModifyLaunchTemplate"),
  ),
  changing(
    "ec2-instance-connect",
    "an EC2 instance by an SSH key",
    pathfinding("ec2instanceconnect-003"),
    [
      [
        "ec2-instance-connect:SendSSHPublicKey",
        "ec2-instance-connect:SendSerialConsoleSSHPublicKey",
      ],
    ],
  ),
  changing("ssm", "an instance through Systems Manager", pathfinding("ssm-001"), [
    ["ssm:StartSession", "ssm:SendCommand", "ssm:CreateAssociation"],
  ]),
  changing(
    "glue",
    "a Glue development endpoint",
    pathfinding("glue-002"),
    all("glue:UpdateDevEndpoint"),
  ),
  changing("codebuild", "a CodeBuild build", pathfinding("codebuild-002"), [
    ["codebuild:StartBuild", "codebuild:StartBuildBatch"],
  ]),
  changing(
    "sagemaker",
    "a SageMaker notebook",
    pathfinding("sagemaker-004"),
    all("sagemaker:CreatePresignedNotebookInstanceUrl"),
  ),
  changing(
    "sagemaker-lifecycle",
    "a SageMaker notebook by its lifecycle script",
    pathfinding("sagemaker-005"),
    all(
      "sagemaker:CreateNotebookInstanceLifecycleConfig",
      "sagemaker:StopNotebookInstance",
      "sagemaker:UpdateNotebookInstance",
      "sagemaker:StartNotebookInstance",
    ),
  ),
  changing(
    "apprunner",
    "an App Runner service",
    pathfinding("apprunner-002"),
    all("apprunner:UpdateService"),
  ),
  changing(
    "bedrock",
    "a code interpreter of Amazon Bedrock",
    pathfinding("bedrock-002"),
    all("bedrock-agentcore:StartCodeInterpreterSession", "bedrock-agentcore:InvokeCodeInterpreter"),
  ),
  changing(
    "ecs",
    "a container of an ECS task",
    docs("AmazonECS/latest/developerguide/ecs-exec.html"),
    all("ecs:ExecuteCommand"),
  ),
];
