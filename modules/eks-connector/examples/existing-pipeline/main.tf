# A pipeline that has its providers already, for several clusters: the module makes none of its own and takes those that
# it is given.

module "apono" {
  source = "../.."

  providers = {
    aws        = aws.workloads
    helm       = helm.workloads
    kubernetes = kubernetes.workloads
  }

  aponoToken  = var.apono_token
  clusterName = var.cluster_name
  connectorId = "workloads"

  # The cluster has both already.
  createOidcProvider = false
  createNamespace    = false
  namespace          = "access-management"
}
