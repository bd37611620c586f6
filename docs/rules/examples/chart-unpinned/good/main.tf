resource "helm_release" "apono" {
  name       = "apono-connector"
  repository = "https://apono-io.github.io/apono-helm-charts/"
  chart      = "apono-connector"
  version    = "1.2.3"
}
