import { type ActionChoice, type EscalationPath, all, docs, pathfinding } from "./path";

/**
 * Paths that pass a role with more permissions to a new resource of the caller.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
 */

/** @param to the service, or possible services, for `iam:PassedToService` */
const passing = (
  id: string,
  what: string,
  to: string | readonly string[],
  source: string,
  needs: readonly ActionChoice[],
): EscalationPath => ({
  id: `pass-role-${id}`,
  title: `Pass a role to ${what}`,
  how: `A role with more permissions is passed to ${what} of the caller's own, which acts with it.`,
  needs: [["iam:PassRole"], ...needs],
  passedTo: [to].flat().map((service) => `${service}.amazonaws.com`),
  source,
});

/** Paths in the public lists. */
const LISTED: readonly EscalationPath[] = [
  passing("ec2", "an EC2 instance", "ec2", pathfinding("ec2-001"), [
    [
      "ec2:RunInstances",
      "ec2:RequestSpotInstances",
      "ec2:RequestSpotFleet",
      "ec2:CreateFleet",
      "ec2:AssociateIamInstanceProfile",
      "ec2:ReplaceIamInstanceProfileAssociation",
    ],
  ]),
  passing("lambda", "a Lambda function", "lambda", pathfinding("lambda-001"), [
    ["lambda:CreateFunction"],
  ]),
  passing("ecs", "an ECS task", "ecs-tasks", pathfinding("ecs-004"), [
    ["ecs:RegisterTaskDefinition"],
    ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"],
  ]),
  passing(
    "cloudformation",
    "a CloudFormation stack",
    "cloudformation",
    pathfinding("cloudformation-001"),
    [["cloudformation:CreateStack"]],
  ),
  passing(
    "cloudformation-stackset",
    "a CloudFormation StackSet",
    "cloudformation",
    pathfinding("cloudformation-003"),
    all("cloudformation:CreateStackSet", "cloudformation:CreateStackInstances"),
  ),
  passing(
    "cloudformation-stackset-update",
    "an existing CloudFormation StackSet",
    "cloudformation",
    pathfinding("cloudformation-004"),
    all("cloudformation:UpdateStackSet"),
  ),
  passing("glue-endpoint", "a Glue development endpoint", "glue", pathfinding("glue-001"), [
    ["glue:CreateDevEndpoint"],
  ]),
  passing("glue-job", "a Glue job", "glue", pathfinding("glue-003"), [
    ["glue:CreateJob", "glue:UpdateJob"],
    ["glue:StartJobRun", "glue:CreateTrigger"],
  ]),
  passing("sagemaker", "SageMaker", "sagemaker", pathfinding("sagemaker-001"), [
    [
      "sagemaker:CreateNotebookInstance",
      "sagemaker:CreateTrainingJob",
      "sagemaker:CreateProcessingJob",
    ],
  ]),
  passing("codebuild", "a CodeBuild project", "codebuild", pathfinding("codebuild-001"), [
    ["codebuild:CreateProject", "codebuild:UpdateProject"],
    ["codebuild:StartBuild", "codebuild:StartBuildBatch"],
  ]),
  passing(
    "apprunner",
    "an App Runner service",
    ["apprunner", "tasks.apprunner", "build.apprunner"],
    pathfinding("apprunner-001"),
    all("apprunner:CreateService"),
  ),
  passing(
    "datapipeline",
    "a data pipeline",
    ["datapipeline", "elasticmapreduce", "ec2"],
    pathfinding("datapipeline-001"),
    all("datapipeline:CreatePipeline", "datapipeline:PutPipelineDefinition"),
  ),
  passing(
    "bedrock",
    "a code interpreter of Amazon Bedrock",
    "bedrock-agentcore",
    pathfinding("bedrock-001"),
    all(
      "bedrock-agentcore:CreateCodeInterpreter",
      "bedrock-agentcore:StartCodeInterpreterSession",
      "bedrock-agentcore:InvokeCodeInterpreter",
    ),
  ),
];

/** Further paths, by AWS's documentation. */
const MORE: readonly EscalationPath[] = [
  {
    id: "instance-profile",
    title: "Replace the role of an instance profile",
    how: "A role with more permissions is added to an instance profile, and EC2 instances that use the profile act with it.",
    needs: all("iam:PassRole", "iam:AddRoleToInstanceProfile"),
    passedTo: ["ec2.amazonaws.com"],
    source: docs("IAM/latest/APIReference/API_AddRoleToInstanceProfile.html"),
  },
  passing(
    "autoscaling",
    "instances of an Auto Scaling group",
    "ec2",
    docs("autoscaling/ec2/userguide/us-iam-role.html"),
    all("autoscaling:CreateLaunchConfiguration", "autoscaling:CreateAutoScalingGroup"),
  ),
  passing(
    "stepfunctions",
    "a Step Functions state machine",
    "states",
    docs("step-functions/latest/dg/supported-services-awssdk.html"),
    all("states:CreateStateMachine", "states:StartExecution"),
  ),
  passing(
    "scheduler",
    "an EventBridge schedule",
    "scheduler",
    docs("scheduler/latest/UserGuide/managing-targets-universal.html"),
    [["scheduler:CreateSchedule", "scheduler:UpdateSchedule"]],
  ),
  passing(
    "ssm-automation",
    "an automation of Systems Manager",
    "ssm",
    docs("systems-manager/latest/userguide/automation-setup-iam.html"),
    all("ssm:StartAutomationExecution"),
  ),
  passing(
    "batch",
    "a job of AWS Batch",
    "ecs-tasks",
    docs("batch/latest/APIReference/API_RegisterJobDefinition.html"),
    all("batch:RegisterJobDefinition", "batch:SubmitJob"),
  ),
  passing(
    "emr",
    "an EMR cluster",
    ["elasticmapreduce", "ec2"],
    docs("emr/latest/ManagementGuide/emr-iam-roles.html"),
    all("elasticmapreduce:RunJobFlow"),
  ),
  passing(
    "emr-serverless",
    "a job of EMR Serverless",
    "emr-serverless",
    docs("emr/latest/EMR-Serverless-UserGuide/jobs-spark.html"),
    all("emr-serverless:CreateApplication", "emr-serverless:StartJobRun"),
  ),
  passing(
    "codepipeline",
    "a pipeline of CodePipeline",
    "codepipeline",
    docs("codepipeline/latest/APIReference/API_CreatePipeline.html"),
    [["codepipeline:CreatePipeline", "codepipeline:UpdatePipeline"]],
  ),
  passing(
    "eks-pod-identity",
    "a service account of an EKS cluster",
    "pods.eks",
    docs("eks/latest/userguide/pod-id-association.html"),
    [["eks:CreatePodIdentityAssociation", "eks:UpdatePodIdentityAssociation"]],
  ),
  passing(
    "agent-runtime",
    "an agent of Amazon Bedrock",
    "bedrock-agentcore",
    docs("bedrock-agentcore/latest/devguide/runtime-permissions.html"),
    all("bedrock-agentcore:CreateAgentRuntime", "bedrock-agentcore:InvokeAgentRuntime"),
  ),
  passing(
    "roles-anywhere",
    "a profile of IAM Roles Anywhere",
    "rolesanywhere",
    docs("rolesanywhere/latest/userguide/introduction.html"),
    all("rolesanywhere:CreateTrustAnchor", "rolesanywhere:CreateProfile"),
  ),
  passing(
    "cognito",
    "an identity pool of Cognito",
    "cognito-identity",
    docs("cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html"),
    all("cognito-identity:SetIdentityPoolRoles"),
  ),
];

export const NEW_SERVICE_PATHS: readonly EscalationPath[] = [...LISTED, ...MORE];
