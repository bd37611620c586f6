# Every input, with a value as it might be in production.

provider "aws" {
  region = var.region
}

module "apono" {
  source = "../.."

  aponoToken = var.apono_token
  # Or, instead of it, a secret that exists: see the input's description.
  aponoTokenSecretArn = null
  aponoTokenVersion   = 1
  kmsKeyArn           = var.kms_key_arn

  connectorId       = "production"
  connectorVersion  = "v1.7.8"
  imageRepository   = "registry.apono.io/apono-connector"
  aponoUrl          = "api.apono.io"
  numberOfInstances = 2

  subnetIds        = var.subnet_ids
  vpcId            = var.vpc_id
  assignPublicIp   = null # derived from the subnets' routes
  waitFor          = []   # routes and associations of this apply, such as [aws_route.default]
  securityGroupIds = var.security_group_ids

  createSecurityGroup = true
  egress = {
    cidrBlocks    = ["0.0.0.0/0"]
    prefixListIds = []
    ports         = ["443", "5432"]
    vpcEndpoints  = [] # such as ["sts", "logs", "secretsmanager"], once for a VPC
  }

  clusterArn              = var.cluster_arn
  createCluster           = null  # decided by clusterArn
  scaledOutside           = false # numberOfInstances is put back at each apply
  cpu                     = 1024
  memory                  = 2048
  cpuArchitecture         = "X86_64"
  logGroupRetentionInDays = 90
  containerInsights       = "enabled" # of a cluster that the module creates
  capacityProvider        = null      # FARGATE_SPOT for a connector that may be interrupted
  propagateTags           = true
  enableExecuteCommand    = false
  waitForSteadyState      = true

  logs = {
    existingGroupName = null # a group that exists, instead of the module's own
    kmsKeyArn         = var.kms_key_arn
    class             = "STANDARD"
    skipDestroy       = true
  }
  container = {
    environmentVariables   = { HTTPS_PROXY = "http://proxy.example.com:3128" }
    secrets                = {} # such as { PROXY_USER = aws_secretsmanager_secret.proxy.arn }
    secretsKmsKeyArns      = []
    stopTimeout            = 60
    ephemeralStorage       = 21
    readonlyRootFilesystem = false
    user                   = null
  }
  alerts = {
    topicArns = var.alert_topic_arns
    minutes   = 5
  }

  roleName                = "apono-connector-production"
  withPermissions         = true
  permissionSets          = ["remote-management", "tagged-secrets", "connector-logs", "ec2-read", "rds-read"]
  extraManagedPolicyArns  = ["arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess"]
  extraManagedPolicies    = {}   # policies of this apply, such as { reports = aws_iam_policy.reports.arn }
  exclusivePolicies       = true # what is attached by hand is taken away
  permissionsBoundaryArn  = var.permissions_boundary_arn
  grantedRolesBoundaryArn = var.permissions_boundary_arn
  protectedRoleNames      = ["apono-organization-*"]

  roles = {
    taskRoleArn      = null # roles that exist, instead of the module's own
    executionRoleArn = null
    create           = null # decided by the ARNs
    path             = "/"
    assumedRolesPath = "/"
  }

  namePrefix = "acme-"
  nameSuffix = "production"
  tags       = { team = "platform" }
}
