/** An escalation path of a public list, and the path of this project that covers it. */
export interface PublicPath {
  /** The list's id. */
  readonly id: string;
  /** The path's id in {@link ESCALATION_PATHS}. */
  readonly path: string;
  /** The actions, all of which are needed. */
  readonly needs: readonly string[];
}

/** A public list of escalation paths. */
export interface PublicList {
  readonly name: string;
  readonly source: string;
  /** The date of the last change that is included, in UTC. */
  readonly date: string;
  readonly paths: readonly PublicPath[];
}

/** One path a line: its id, the path of this project that covers it, and its actions. */
const listed = (table: string): PublicPath[] =>
  table
    .trim()
    .split("\n")
    .map((line) => {
      const [id, path, ...needs] = line.split(" ");
      return { id: id!, path: path!, needs };
    });

/** https://pathfinding.cloud, with the permissions that it lists as required. */
const PATHFINDING: PublicList = {
  name: "pathfinding.cloud",
  source: "https://github.com/DataDog/pathfinding.cloud",
  date: "2025-12-17",
  paths: listed(`
apprunner-001 pass-role-apprunner iam:PassRole apprunner:CreateService
apprunner-002 existing-apprunner apprunner:UpdateService
bedrock-001 pass-role-bedrock iam:PassRole bedrock-agentcore:CreateCodeInterpreter bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
bedrock-002 existing-bedrock bedrock-agentcore:StartCodeInterpreterSession bedrock-agentcore:InvokeCodeInterpreter
cloudformation-001 pass-role-cloudformation iam:PassRole cloudformation:CreateStack
cloudformation-002 existing-cloudformation cloudformation:UpdateStack
cloudformation-003 pass-role-cloudformation-stackset iam:PassRole cloudformation:CreateStackSet cloudformation:CreateStackInstances
cloudformation-004 pass-role-cloudformation-stackset-update iam:PassRole cloudformation:UpdateStackSet
cloudformation-005 existing-cloudformation cloudformation:CreateChangeSet cloudformation:ExecuteChangeSet
codebuild-001 pass-role-codebuild iam:PassRole codebuild:CreateProject codebuild:StartBuild
codebuild-002 existing-codebuild codebuild:StartBuild
codebuild-003 existing-codebuild codebuild:StartBuildBatch
codebuild-004 pass-role-codebuild iam:PassRole codebuild:CreateProject codebuild:StartBuildBatch
datapipeline-001 pass-role-datapipeline iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline
ec2-001 pass-role-ec2 iam:PassRole ec2:RunInstances
ec2-002 existing-ec2 ec2:ModifyInstanceAttribute ec2:StopInstances ec2:StartInstances
ec2-003 pass-role-ec2 iam:PassRole ec2:RequestSpotInstances
ec2-004 existing-ec2-launch-template ec2:CreateLaunchTemplateVersion ec2:ModifyLaunchTemplate
ec2instanceconnect-003 existing-ec2-instance-connect ec2-instance-connect:SendSSHPublicKey ec2:DescribeInstances
ecs-001 pass-role-ecs iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:CreateService
ecs-002 pass-role-ecs iam:PassRole ecs:CreateCluster ecs:RegisterTaskDefinition ecs:RunTask
ecs-003 pass-role-ecs iam:PassRole ecs:RegisterTaskDefinition ecs:CreateService
ecs-004 pass-role-ecs iam:PassRole ecs:RegisterTaskDefinition ecs:RunTask
ecs-005 pass-role-ecs iam:PassRole ecs:RegisterTaskDefinition ecs:StartTask
glue-001 pass-role-glue-endpoint iam:PassRole glue:CreateDevEndpoint
glue-002 existing-glue glue:UpdateDevEndpoint
glue-003 pass-role-glue-job iam:PassRole glue:CreateJob glue:StartJobRun
glue-004 pass-role-glue-job iam:PassRole glue:CreateJob glue:CreateTrigger
glue-005 pass-role-glue-job iam:PassRole glue:UpdateJob glue:StartJobRun
glue-006 pass-role-glue-job iam:PassRole glue:UpdateJob glue:CreateTrigger
iam-001 policy-version iam:CreatePolicyVersion
iam-002 user-access-key iam:CreateAccessKey
iam-003 user-access-key iam:CreateAccessKey iam:DeleteAccessKey
iam-004 user-new-password iam:CreateLoginProfile
iam-005 own-role-inline-policy iam:PutRolePolicy
iam-006 user-password iam:UpdateLoginProfile
iam-007 user-inline-policy iam:PutUserPolicy
iam-008 user-managed-policy iam:AttachUserPolicy
iam-009 own-role-managed-policy iam:AttachRolePolicy
iam-010 group-managed-policy iam:AttachGroupPolicy
iam-011 group-inline-policy iam:PutGroupPolicy
iam-012 trust-policy iam:UpdateAssumeRolePolicy
iam-013 group-member iam:AddUserToGroup
iam-014 other-role-managed-policy iam:AttachRolePolicy sts:AssumeRole
iam-015 user-managed-policy iam:AttachUserPolicy iam:CreateAccessKey
iam-016 policy-version iam:CreatePolicyVersion sts:AssumeRole
iam-017 other-role-inline-policy iam:PutRolePolicy sts:AssumeRole
iam-018 user-inline-policy iam:PutUserPolicy iam:CreateAccessKey
iam-019 other-role-managed-policy iam:AttachRolePolicy iam:UpdateAssumeRolePolicy
iam-020 policy-version iam:CreatePolicyVersion iam:UpdateAssumeRolePolicy
iam-021 other-role-inline-policy iam:PutRolePolicy iam:UpdateAssumeRolePolicy
lambda-001 pass-role-lambda iam:PassRole lambda:CreateFunction lambda:InvokeFunction
lambda-002 pass-role-lambda iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping
lambda-003 existing-lambda lambda:UpdateFunctionCode
lambda-004 existing-lambda lambda:UpdateFunctionCode lambda:InvokeFunction
lambda-005 existing-lambda lambda:UpdateFunctionCode lambda:AddPermission
lambda-006 pass-role-lambda iam:PassRole lambda:CreateFunction lambda:AddPermission
sagemaker-001 pass-role-sagemaker iam:PassRole sagemaker:CreateNotebookInstance
sagemaker-002 pass-role-sagemaker iam:PassRole sagemaker:CreateTrainingJob
sagemaker-003 pass-role-sagemaker iam:PassRole sagemaker:CreateProcessingJob
sagemaker-004 existing-sagemaker sagemaker:CreatePresignedNotebookInstanceUrl
sagemaker-005 existing-sagemaker-lifecycle sagemaker:CreateNotebookInstanceLifecycleConfig sagemaker:StopNotebookInstance sagemaker:UpdateNotebookInstance sagemaker:StartNotebookInstance
ssm-001 existing-ssm ssm:StartSession
ssm-002 existing-ssm ssm:SendCommand
sts-001 assume-any-role sts:AssumeRole
`),
};

/** With the permissions that each path needs, without read-only ones. */
const IAM_VULNERABLE: PublicList = {
  name: "iam-vulnerable",
  source: "https://github.com/BishopFox/iam-vulnerable",
  date: "2025-09-11",
  paths: listed(`
privesc1-CreateNewPolicyVersion policy-version iam:CreatePolicyVersion
privesc2-SetExistingDefaultPolicyVersion default-policy-version iam:SetDefaultPolicyVersion
privesc3-CreateEC2WithExistingIP pass-role-ec2 iam:PassRole ec2:RunInstances
privesc4-CreateAccessKey user-access-key iam:CreateAccessKey
privesc5-CreateLoginProfile user-new-password iam:CreateLoginProfile
privesc6-UpdateLoginProfile user-password iam:UpdateLoginProfile
privesc7-AttachUserPolicy user-managed-policy iam:AttachUserPolicy
privesc8-AttachGroupPolicy group-managed-policy iam:AttachGroupPolicy
privesc9-AttachRolePolicy own-role-managed-policy iam:AttachRolePolicy
privesc10-PutUserPolicy user-inline-policy iam:PutUserPolicy
privesc11-PutGroupPolicy group-inline-policy iam:PutGroupPolicy
privesc12-PutRolePolicy own-role-inline-policy iam:PutRolePolicy
privesc13-AddUserToGroup group-member iam:AddUserToGroup
privesc14-UpdatingAssumeRolePolicy trust-policy iam:UpdateAssumeRolePolicy sts:AssumeRole
privesc15-PassExistingRoleToNewLambdaThenInvoke pass-role-lambda iam:PassRole lambda:CreateFunction lambda:InvokeFunction
privesc16-PassRoleToNewLambdaThenTriggerWithNewDynamo pass-role-lambda iam:PassRole lambda:CreateFunction lambda:CreateEventSourceMapping
privesc17-EditExistingLambdaFunctionWithRole existing-lambda lambda:UpdateFunctionCode
privesc18-PassExistingRoleToNewGlueDevEndpoint pass-role-glue-endpoint iam:PassRole glue:CreateDevEndpoint
privesc19-UpdateExistingGlueDevEndpoint existing-glue glue:UpdateDevEndpoint
privesc20-PassExistingRoleToCloudFormation pass-role-cloudformation iam:PassRole cloudformation:CreateStack
privesc21-PassExistingRoleToNewDataPipeline pass-role-datapipeline iam:PassRole datapipeline:CreatePipeline datapipeline:PutPipelineDefinition datapipeline:ActivatePipeline
privesc-AssumeRole assume-any-role sts:AssumeRole
privesc-CloudFormationUpdateStack existing-cloudformation cloudformation:UpdateStack
privesc-codeBuildCreateProjectPassRole pass-role-codebuild iam:PassRole codebuild:CreateProject codebuild:StartBuild
privesc-ec2InstanceConnect existing-ec2-instance-connect ec2-instance-connect:SendSSHPublicKey
privesc-sageMakerCreateNotebookPassRole pass-role-sagemaker iam:PassRole sagemaker:CreateNotebookInstance
privesc-sageMakerCreatePresignedNotebookURL existing-sagemaker sagemaker:CreatePresignedNotebookInstanceUrl
privesc-sageMakerCreateProcessingJob pass-role-sagemaker iam:PassRole sagemaker:CreateProcessingJob
privesc-sageMakerCreateTrainingJob pass-role-sagemaker iam:PassRole sagemaker:CreateTrainingJob
privesc-ssmSendCommand existing-ssm ssm:SendCommand
privesc-ssmStartSession existing-ssm ssm:StartSession
`),
};

/** The public lists that the escalation paths cover completely. */
export const PUBLIC_LISTS: readonly PublicList[] = [PATHFINDING, IAM_VULNERABLE];
