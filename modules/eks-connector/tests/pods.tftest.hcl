# Where the pods run: what the chart is given, the PodDisruptionBudget, and the warning of what the chart ignores.

mock_provider "aws" {
  source = "./tests/aws"
}

mock_provider "helm" {}

mock_provider "kubernetes" {}

variables {
  aponoToken  = "token"
  clusterName = "main"
  roleName    = "apono-own"
}

run "left_out" {
  command = plan

  assert {
    condition     = length(data.kubernetes_resources.deployments) == 0 && length(kubernetes_pod_disruption_budget_v1.connector) == 0
    error_message = "the cluster is asked, or something is made, although pods was left out"
  }

  assert {
    condition     = toset(keys(yamldecode(helm_release.connector.values[0]))) == toset(["apono", "image", "serviceAccount", "replicaCount", "resources"])
    error_message = helm_release.connector.values[0]
  }
}

run "given" {
  variables {
    numberOfInstances = 2
    pods = {
      priorityClassName = "high"
      spread            = true
      disruptionBudget  = true
      nodeSelector      = { "kubernetes.io/arch" = "amd64" }
      tolerations = [
        { key = "dedicated", operator = "Equal", value = "access", effect = "NoSchedule" },
        { key = "spot", operator = "Exists", effect = "NoExecute", tolerationSeconds = 60 },
      ]
      imagePullSecrets = ["mirror"]
      annotations      = { "example.com/team" = "platform" }
    }
  }

  # As Helm reads it: a number stays one.
  assert {
    condition = { for name, value in yamldecode(helm_release.connector.values[0]) : name => value if !contains(["apono", "image", "serviceAccount", "replicaCount", "resources"], name) } == {
      priorityClassName = "high"
      nodeSelector      = { "kubernetes.io/arch" = "amd64" }
      tolerations = [
        { key = "dedicated", operator = "Equal", value = "access", effect = "NoSchedule" },
        { key = "spot", operator = "Exists", effect = "NoExecute", tolerationSeconds = 60 },
      ]
      imagePullSecrets = [{ name = "mirror" }]
      podAnnotations   = { "example.com/team" = "platform" }
      topologySpreadConstraints = [
        {
          topologyKey       = "kubernetes.io/hostname"
          maxSkew           = 1
          whenUnsatisfiable = "ScheduleAnyway"
          labelSelector     = { matchLabels = { "app.kubernetes.io/instance" = "apono-connector" } }
        },
        {
          topologyKey       = "topology.kubernetes.io/zone"
          maxSkew           = 1
          whenUnsatisfiable = "ScheduleAnyway"
          labelSelector     = { matchLabels = { "app.kubernetes.io/instance" = "apono-connector" } }
        },
      ]
      affinity = {
        podAntiAffinity = {
          preferredDuringSchedulingIgnoredDuringExecution = [
            {
              weight = 50
              podAffinityTerm = {
                topologyKey   = "kubernetes.io/hostname"
                labelSelector = { matchLabels = { "app.kubernetes.io/instance" = "apono-connector" } }
              }
            },
            {
              weight = 100
              podAffinityTerm = {
                topologyKey   = "topology.kubernetes.io/zone"
                labelSelector = { matchLabels = { "app.kubernetes.io/instance" = "apono-connector" } }
              }
            },
          ]
        }
      }
    }
    error_message = helm_release.connector.values[0]
  }

  assert {
    condition = (
      kubernetes_pod_disruption_budget_v1.connector[0].metadata[0].name == "apono-connector" &&
      kubernetes_pod_disruption_budget_v1.connector[0].metadata[0].namespace == "apono-connector" &&
      kubernetes_pod_disruption_budget_v1.connector[0].spec[0].max_unavailable == "1" &&
      kubernetes_pod_disruption_budget_v1.connector[0].spec[0].selector[0].match_labels == tomap({ "app.kubernetes.io/instance" = "apono-connector" })
    )
    error_message = "the budget is for other pods, or allows another number"
  }
}

run "one_instance_has_no_budget" {
  command = plan

  variables {
    pods = { disruptionBudget = true }
  }

  # It would keep a node from ever being drained.
  assert {
    condition     = length(kubernetes_pod_disruption_budget_v1.connector) == 0
    error_message = "a budget is made for one instance"
  }

  assert {
    condition     = length(data.kubernetes_resources.deployments) == 0
    error_message = "the chart is given nothing that it could ignore"
  }
}

run "honoured" {
  override_data {
    target = data.kubernetes_resources.deployments
    values = {
      objects = [{
        spec = {
          template = {
            metadata = { annotations = { "example.com/team" = "platform", releaseTime = "now" } }
            spec = {
              priorityClassName = "high"
              nodeSelector      = { "kubernetes.io/arch" = "amd64", other = "label" }
              tolerations       = [{ key = "spot", operator = "Exists", effect = null }]
              imagePullSecrets  = [{ name = "own" }, { name = "mirror" }]
              # Only one of the two ways.
              affinity                  = { podAntiAffinity = { preferredDuringSchedulingIgnoredDuringExecution = [] } }
              topologySpreadConstraints = null
            }
          }
        }
      }]
    }
  }

  variables {
    pods = {
      priorityClassName = "high"
      spread            = true
      nodeSelector      = { "kubernetes.io/arch" = "amd64" }
      tolerations       = [{ key = "spot", operator = "Exists" }]
      imagePullSecrets  = ["mirror"]
      annotations       = { "example.com/team" = "platform" }
    }
  }

  assert {
    condition     = length(local.pod_templates) == 1 && length(local.ignored_pods_attributes) == 0
    error_message = jsonencode(local.ignored_pods_attributes)
  }

  assert {
    condition = (
      data.kubernetes_resources.deployments[0].label_selector == "app.kubernetes.io/instance=apono-connector" &&
      data.kubernetes_resources.deployments[0].namespace == "apono-connector"
    )
    error_message = "it is asked for other Deployments"
  }
}

run "ignored" {
  override_data {
    target = data.kubernetes_resources.deployments
    values = {
      objects = [{
        spec = {
          template = {
            metadata = { annotations = null }
            spec = {
              priorityClassName = null
              nodeSelector      = { "kubernetes.io/arch" = "arm64" }
              tolerations       = [{ key = "other" }]
              imagePullSecrets  = null
            }
          }
        }
      }]
    }
  }

  variables {
    pods = {
      priorityClassName = "high"
      spread            = true
      nodeSelector      = { "kubernetes.io/arch" = "amd64" }
      tolerations       = [{ key = "spot", operator = "Exists" }]
      imagePullSecrets  = ["mirror"]
      annotations       = { "example.com/team" = "platform" }
    }
  }

  expect_failures = [check.pods]

  assert {
    condition = toset(local.ignored_pods_attributes) == toset([
      "pods.priorityClassName", "pods.spread", "pods.nodeSelector", "pods.tolerations", "pods.imagePullSecrets", "pods.annotations",
    ])
    error_message = jsonencode(local.ignored_pods_attributes)
  }
}

run "no_deployment_to_tell" {
  override_data {
    target = data.kubernetes_resources.deployments
    values = { objects = [] }
  }

  variables {
    pods = { priorityClassName = "high" }
  }

  assert {
    condition     = length(local.ignored_pods_attributes) == 0
    error_message = jsonencode(local.ignored_pods_attributes)
  }
}
