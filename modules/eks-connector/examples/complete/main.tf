# Every input, with a value as it might be in production.

module "apono" {
  source = "../.."

  aponoToken        = var.apono_token
  aponoTokenVersion = 1

  connectorId       = "production"
  connectorVersion  = "v1.7.8"
  imageRepository   = "registry.apono.io/apono-connector"
  aponoUrl          = "api.apono.io"
  numberOfInstances = 2

  clusterName        = var.cluster_name
  releaseName        = "apono-connector"
  identity           = "irsa"
  createOidcProvider = false
  oidcProviderArn    = var.oidc_provider_arn
  namespace          = "apono-connector"
  createNamespace    = true
  serviceAccountName = "apono"

  workloadIdentity = {
    additionalOidcProviderArns   = []    # of further clusters whose connector has this role
    createPodIdentityAgent       = false # with identity = "pod-identity"
    createPodIdentityAssociation = true
    podIdentitySessionTags       = true
  }

  # An administrator of these namespaces, by the role instead of the service account.
  accessEntries = {
    create     = true
    namespaces = ["team-a"]
  }

  networkPolicy = {
    create     = true
    ports      = ["5432", "27017-27019"]
    cidrBlocks = ["10.0.0.0/8"]
  }

  pods = {
    priorityClassName = "business-critical"
    spread            = true
    disruptionBudget  = true
    nodeSelector      = { "kubernetes.io/arch" = "amd64" }
    tolerations       = [{ key = "dedicated", operator = "Equal", value = "access", effect = "NoSchedule" }]
    imagePullSecrets  = ["mirror"]
    annotations       = { "example.com/team" = "platform" }
  }

  cpu            = "1000m"
  cpuRequests    = "500m"
  memory         = "2G"
  memoryRequests = "1G"

  chart           = "apono-connector"
  chartRepository = "https://apono-io.github.io/apono-helm-charts/"
  chartVersion    = var.chart_version
  helmValues      = yamlencode({ extraEnv = { LOG_LEVEL = "info" } })
  wait            = true
  timeout         = 600
  atomic          = true

  roleName                = "apono-connector-production"
  withPermissions         = true
  permissionSets          = ["remote-management", "tagged-secrets", "eks-read", "eks-write"]
  extraManagedPolicyArns  = ["arn:aws:iam::aws:policy/AmazonRDSReadOnlyAccess"]
  extraManagedPolicies    = {}   # policies of this apply, such as { reports = aws_iam_policy.reports.arn }
  exclusivePolicies       = true # what is attached by hand is taken away
  permissionsBoundaryArn  = var.permissions_boundary_arn
  grantedRolesBoundaryArn = var.permissions_boundary_arn
  protectedRoleNames      = ["apono-organization-*"]

  role = {
    arn              = null # a role that exists, instead of the module's own
    create           = null # decided by the ARN
    path             = "/"
    assumedRolesPath = "/"
  }

  namePrefix = "acme-"
  nameSuffix = "production"
  tags       = { team = "platform" }
}
