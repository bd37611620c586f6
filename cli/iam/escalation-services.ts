import type { ActionChoice, EscalationPath } from "./escalation-paths";

/**
 * Escalation through services that run code or templates: with a role that is passed to something new, or by changing
 * what runs with a role already.
 */

const pathfinding = (id: string) => `https://pathfinding.cloud/paths/${id}`;

/** A role is passed to something new, which runs what the caller wants. */
const passing = (
  id: string,
  what: string,
  source: string,
  ...needs: readonly ActionChoice[]
): EscalationPath => ({
  id: `pass-role-${id}`,
  title: `Pass a role to ${what}`,
  how: `A role with more permissions is passed to ${what} of the caller's own, which acts with it.`,
  needs: [["iam:PassRole"], ...needs],
  source: pathfinding(source),
});

/** Something that runs with a role already is made to do what the caller wants. */
const changing = (
  id: string,
  what: string,
  source: string,
  ...needs: readonly ActionChoice[]
): EscalationPath => ({
  id: `existing-${id}`,
  title: `Take over ${what}`,
  how: `What runs in ${what} is replaced or controlled by the caller, who so acts with its role.`,
  needs,
  source: pathfinding(source),
});

export const SERVICE_PATHS: readonly EscalationPath[] = [
  passing("ec2", "an EC2 instance", "ec2-001", [
    "ec2:RunInstances",
    "ec2:RequestSpotInstances",
    "ec2:AssociateIamInstanceProfile",
    "ec2:ReplaceIamInstanceProfileAssociation",
  ]),
  passing("lambda", "a Lambda function", "lambda-001", ["lambda:CreateFunction"]),
  passing(
    "ecs",
    "an ECS task",
    "ecs-004",
    ["ecs:RegisterTaskDefinition"],
    ["ecs:RunTask", "ecs:StartTask", "ecs:CreateService", "ecs:UpdateService"],
  ),
  passing("cloudformation", "a CloudFormation stack", "cloudformation-001", [
    "cloudformation:CreateStack",
    "cloudformation:CreateStackSet",
  ]),
  passing("glue-endpoint", "a Glue development endpoint", "glue-001", ["glue:CreateDevEndpoint"]),
  passing(
    "glue-job",
    "a Glue job",
    "glue-003",
    ["glue:CreateJob", "glue:UpdateJob"],
    ["glue:StartJobRun", "glue:CreateTrigger"],
  ),
  passing("sagemaker", "SageMaker", "sagemaker-001", [
    "sagemaker:CreateNotebookInstance",
    "sagemaker:CreateTrainingJob",
    "sagemaker:CreateProcessingJob",
  ]),
  passing(
    "codebuild",
    "a CodeBuild project",
    "codebuild-001",
    ["codebuild:CreateProject", "codebuild:UpdateProject"],
    ["codebuild:StartBuild", "codebuild:StartBuildBatch"],
  ),
  passing("apprunner", "an App Runner service", "apprunner-001", ["apprunner:CreateService"]),
  passing(
    "datapipeline",
    "a data pipeline",
    "datapipeline-001",
    ["datapipeline:CreatePipeline"],
    ["datapipeline:PutPipelineDefinition"],
  ),
  {
    id: "instance-profile",
    title: "Swap the role of an instance profile",
    how: "A role with more permissions is put into an instance profile, and EC2 instances that use the profile act with it.",
    needs: [["iam:PassRole"], ["iam:AddRoleToInstanceProfile"]],
    source: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html",
  },
  changing("lambda", "a Lambda function", "lambda-003", ["lambda:UpdateFunctionCode"]),
  changing("cloudformation", "a CloudFormation stack", "cloudformation-002", [
    "cloudformation:UpdateStack",
    "cloudformation:ExecuteChangeSet",
  ]),
  changing(
    "ec2",
    "an EC2 instance",
    "ec2-002",
    ["ec2:ModifyInstanceAttribute"],
    ["ec2:StopInstances"],
    ["ec2:StartInstances"],
  ),
  changing("ssm", "an instance through Systems Manager", "ssm-001", [
    "ssm:StartSession",
    "ssm:SendCommand",
  ]),
  changing("glue", "a Glue development endpoint", "glue-002", ["glue:UpdateDevEndpoint"]),
  changing("codebuild", "a CodeBuild build", "codebuild-002", [
    "codebuild:StartBuild",
    "codebuild:StartBuildBatch",
  ]),
  changing("sagemaker", "a SageMaker notebook", "sagemaker-004", [
    "sagemaker:CreatePresignedNotebookInstanceUrl",
  ]),
  changing("apprunner", "an App Runner service", "apprunner-002", ["apprunner:UpdateService"]),
  changing("ecs", "a container of an ECS task", "ecs-006", ["ecs:ExecuteCommand"]),
];
