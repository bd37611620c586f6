# A configuration that used the public module: source, version, clusterName and createNamespace are what changed. See
# "Coming from the public module" in ../../README.md.

module "apono" {
  source = "../.."

  clusterName     = var.cluster_name
  createNamespace = false # the public module's chart made it

  aponoToken   = var.apono_token
  connectorId  = "k8s-connector"
  namespace    = "apono-connector"
  chartVersion = var.chart_version
}
