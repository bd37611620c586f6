# The connector's role in the cluster itself: off by default.

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
    condition     = length(aws_eks_access_entry.connector) == 0 && length(aws_eks_access_policy_association.connector) == 0
    error_message = "the role gets into the cluster unasked"
  }
}

run "whole_cluster" {
  command = plan

  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-cn" }
  }

  variables {
    accessEntries = { create = true }
  }

  assert {
    condition = (
      aws_eks_access_entry.connector[0].cluster_name == "main" &&
      aws_eks_access_policy_association.connector[0].policy_arn == "arn:aws-cn:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy" &&
      aws_eks_access_policy_association.connector[0].access_scope[0].type == "cluster" &&
      aws_eks_access_policy_association.connector[0].access_scope[0].namespaces == null
    )
    error_message = "another policy or scope"
  }
}

run "some_namespaces" {
  command = plan

  variables {
    accessEntries = { create = true, namespaces = ["team-a", "team-b"] }
  }

  assert {
    condition = (
      aws_eks_access_policy_association.connector[0].access_scope[0].type == "namespace" &&
      aws_eks_access_policy_association.connector[0].access_scope[0].namespaces == toset(["team-a", "team-b"])
    )
    error_message = "the policy covers more than the namespaces"
  }
}

run "cluster_without_access_entries" {
  command = plan

  override_data {
    target = data.aws_eks_cluster.this
    values = {
      identity      = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD" }] }]
      access_config = [{ authentication_mode = "CONFIG_MAP", bootstrap_cluster_creator_admin_permissions = true }]
    }
  }

  variables {
    accessEntries = { create = true }
  }

  expect_failures = [aws_eks_access_entry.connector]
}
