# The Helm release: what the chart is given, and how.

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

run "defaults" {
  command = plan
  assert {
    condition = yamldecode(helm_release.connector.values[0]) == {
      apono = { connectorId = "k8s-connector", url = "api.apono.io" }
      image = { registry = "registry.apono.io", name = "apono-connector", tag = "v1.7.8" }
      serviceAccount = {
        name               = "apono"
        manageClusterRoles = true
        awsRoleAccountId   = "012345678901"
        awsRoleName        = "apono-own"
      }
      replicaCount = 1
      resources = {
        limits   = { cpu = "1000m", memory = "2G" }
        requests = { cpu = "500m", memory = "1G" }
      }
    }
    error_message = helm_release.connector.values[0]
  }
  assert {
    condition     = length(helm_release.connector.values) == 1
    error_message = "empty extra values are passed on"
  }
  assert {
    condition = (
      helm_release.connector.name == "apono-connector" &&
      helm_release.connector.namespace == "apono-connector" &&
      helm_release.connector.repository == "https://apono-io.github.io/apono-helm-charts/" &&
      helm_release.connector.chart == "apono-connector"
    )
    error_message = "another chart, or another place for it"
  }
  assert {
    condition     = helm_release.connector.wait && helm_release.connector.atomic && helm_release.connector.timeout == 300
    error_message = "the apply doesn't wait, or a failure is not rolled back"
  }
  assert {
    condition     = !helm_release.connector.create_namespace && length(kubernetes_namespace_v1.connector) == 1
    error_message = "the namespace would stay behind when all is destroyed"
  }
  assert {
    condition     = helm_release.connector.set_wo_revision == terraform_data.release_changed.input
    error_message = "the token is not passed on when the release changes"
  }
  assert {
    condition     = helm_release.connector.set == null && helm_release.connector.set_sensitive == null
    error_message = "values are set where they are kept"
  }
}

run "choices" {
  command = plan
  variables {
    withPermissions   = false
    numberOfInstances = 3
    connectorId       = "prod"
    aponoUrl          = "api.example.com:8443"
    imageRepository   = "localhost:5000/mirror/apono/connector"
    connectorVersion  = "v9"
    cpu               = "2"
    cpuRequests       = "1500m"
    memory            = "1Ti"
    memoryRequests    = "1e12"
    chart             = "mirror/connector"
    chartRepository   = ""
    chartVersion      = "1.2.3"
    wait              = false
    timeout           = 60
    helmValues        = "nodeSelector: { arch: arm64 }"
  }
  assert {
    condition = yamldecode(helm_release.connector.values[0]) == {
      apono          = { connectorId = "prod", url = "api.example.com:8443" }
      image          = { registry = "localhost:5000/mirror/apono", name = "connector", tag = "v9" }
      serviceAccount = { name = "apono", manageClusterRoles = false, awsRoleAccountId = "012345678901", awsRoleName = "apono-own" }
      replicaCount   = 3
      resources = {
        limits   = { cpu = "2", memory = "1Ti" }
        requests = { cpu = "1500m", memory = "1e12" }
      }
    }
    error_message = helm_release.connector.values[0]
  }
  # After ours, so that Helm merges them over ours.
  assert {
    condition     = helm_release.connector.values[1] == var.helmValues
    error_message = "the extra values are lost"
  }
  assert {
    condition     = helm_release.connector.repository == null && helm_release.connector.chart == "mirror/connector" && helm_release.connector.version == "1.2.3"
    error_message = "another chart"
  }
  assert {
    condition     = !helm_release.connector.wait && !helm_release.connector.atomic && helm_release.connector.timeout == 60
    error_message = "Helm waits for what it rolls back, so without waiting it must not be atomic"
  }
}

run "no_token" {
  command = plan
  variables {
    aponoToken = null
  }
  expect_failures = [helm_release.connector]
}

run "cpu_request_above_limit" {
  command = plan
  variables {
    cpu         = "1"
    cpuRequests = "1001m"
  }
  expect_failures = [helm_release.connector]
}

run "memory_request_above_limit" {
  command = plan
  variables {
    memory         = "1000M"
    memoryRequests = "1Gi"
  }
  expect_failures = [helm_release.connector]
}

# Equal amounts in other words.
run "requests_at_their_limits" {
  command = plan
  variables {
    cpu            = "1."
    cpuRequests    = "1000000u"
    memory         = "1Ki"
    memoryRequests = "1.024e3"
  }
}

run "values_that_are_no_yaml" {
  command = plan
  variables {
    helmValues = "a: [1, 2"
  }
  expect_failures = [helm_release.connector]
}

run "values_that_are_no_mapping" {
  command = plan
  variables {
    helmValues = "- a\n- b"
  }
  expect_failures = [helm_release.connector]
}

run "values_that_set_the_token" {
  command = plan
  variables {
    helmValues = "apono: { token: something-else }"
  }
  expect_failures = [helm_release.connector]
}

run "values_that_hold_the_token" {
  command = plan
  variables {
    aponoToken = "a-token-of-some-length"
    helmValues = "extraEnv: { TOKEN: a-token-of-some-length }"
  }
  expect_failures = [helm_release.connector]
}

run "values_that_rename_the_service_account" {
  command = plan
  variables {
    helmValues = "serviceAccount: { name: other }"
  }
  expect_failures = [helm_release.connector]
}

run "under_another_name" {
  command = plan
  variables {
    releaseName = "second"
  }
  assert {
    condition     = helm_release.connector.name == "second" && output.release_name == "second"
    error_message = helm_release.connector.name
  }
  assert {
    condition     = output.troubleshooting[3] == "helm --namespace apono-connector history second"
    error_message = output.troubleshooting[3]
  }
}

run "in_a_namespace_of_somebody_else" {
  command = plan
  override_data {
    target = data.kubernetes_namespace_v1.existing
    values = { metadata = { uid = "0a1b2c3d-0123-4567-89ab-0123456789ab" } }
  }
  expect_failures = [helm_release.connector]
}

run "in_a_namespace_that_exists_and_is_said_to" {
  command = plan
  variables {
    createNamespace = false
    permissionSets  = []
  }
  assert {
    condition     = length(kubernetes_namespace_v1.connector) == 0 && length(data.kubernetes_namespace_v1.existing) == 0 && !helm_release.connector.create_namespace
    error_message = "the namespace is made, or looked for"
  }
  assert {
    condition     = length(aws_iam_role_policy.permissions) == 0 && length(aws_iam_role_policy_attachment.permissions) == 0
    error_message = "the role is granted permission sets"
  }
}

run "in_a_namespace_that_exists_with_all_permission_sets" {
  command = plan
  variables {
    createNamespace = false
  }
  expect_failures = [check.permissions]
}
