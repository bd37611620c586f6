# As a security review asks for it: boundaries, narrow traffic, own mirrors, and instances that outlive a node.

module "apono" {
  source = "../.."

  aponoToken  = var.apono_token
  clusterName = var.cluster_name

  # The role: only what is named, within a boundary, and nothing by hand.
  identity                = "irsa"
  createOidcProvider      = false
  permissionSets          = ["remote-management", "tagged-secrets"]
  permissionsBoundaryArn  = var.permissions_boundary_arn
  grantedRolesBoundaryArn = var.permissions_boundary_arn
  exclusivePolicies       = true

  # Chart and image from registries of your own, at versions that were looked at.
  chartRepository  = var.chart_repository
  chartVersion     = var.chart_version
  imageRepository  = var.image_repository
  connectorVersion = var.connector_version

  # No managing of the cluster's own roles from inside.
  helmValues = yamlencode({ serviceAccount = { manageClusterRoles = false } })

  # HTTPS and DNS alone; add the ports of the databases that Apono manages.
  networkPolicy = {
    create     = true
    ports      = ["5432"]
    cidrBlocks = ["10.0.0.0/8"]
  }

  numberOfInstances = 2
  pods = {
    priorityClassName = "business-critical"
    spread            = true
    disruptionBudget  = true
  }
}
