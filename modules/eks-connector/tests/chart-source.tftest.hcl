# Where the chart comes from: a repository, an OCI registry, a folder, or a repository that Helm knows.

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

run "oci_registry" {
  command = plan

  variables {
    chartRepository = "oci://registry.example.com/charts"
    chartVersion    = "1.2.3"
  }

  assert {
    condition     = helm_release.connector.repository == "oci://registry.example.com/charts" && helm_release.connector.chart == "apono-connector"
    error_message = "the chart comes from elsewhere"
  }
}

run "oci_address" {
  command = plan

  variables {
    chart        = "oci://registry.example.com/charts/apono-connector"
    chartVersion = "1.2.3"
  }

  assert {
    condition     = helm_release.connector.repository == null && helm_release.connector.version == "1.2.3"
    error_message = "the default repository is looked into for an address"
  }
}

run "folder" {
  command = plan

  variables {
    chart = "modules/platform/charts/apono-connector"
  }

  assert {
    condition     = helm_release.connector.repository == null && helm_release.connector.chart == "modules/platform/charts/apono-connector"
    error_message = "the default repository is looked into for a folder"
  }
}

run "alias" {
  command = plan

  variables {
    chart           = "private/apono-connector"
    chartRepository = ""
    chartVersion    = "1.2.3"
  }

  assert {
    condition     = helm_release.connector.repository == null && helm_release.connector.version == "1.2.3"
    error_message = "Helm looks for the alias in a repository"
  }
}

run "name_with_a_slash_in_a_registry" {
  command = plan

  variables {
    chart           = "access/apono-connector"
    chartRepository = "oci://registry.example.com/charts"
  }

  assert {
    condition     = helm_release.connector.repository == "oci://registry.example.com/charts"
    error_message = "the registry is dropped"
  }
}

run "folder_and_repository" {
  command = plan

  variables {
    chart           = "./charts/apono-connector"
    chartRepository = "https://charts.example.com"
  }

  expect_failures = [helm_release.connector]
}

run "folder_and_version" {
  command = plan

  variables {
    chart        = "/srv/charts/apono-connector"
    chartVersion = "1.2.3"
  }

  expect_failures = [helm_release.connector]
}
