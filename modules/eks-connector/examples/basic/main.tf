# A token and the cluster's name: all that a connector needs.

module "apono" {
  source = "../.."

  aponoToken  = var.apono_token
  clusterName = var.cluster_name
}
