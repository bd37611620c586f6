# Who may take the connector's role: one service account, by one way.

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

run "irsa" {
  command = plan
  assert {
    condition = jsondecode(aws_iam_role.connector[0].assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Federated = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD" }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD:sub" = "system:serviceaccount:apono-connector:apono"
            "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD:aud" = "sts.amazonaws.com"
          }
        }
      }]
    }
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
  assert {
    condition     = length(aws_eks_pod_identity_association.connector) == 0
    error_message = "a pod identity association is made besides"
  }
  assert {
    condition     = length(kubernetes_service_account_v1.connector) == 0
    error_message = "the service account is made twice: by the chart and by the module"
  }
}

run "other_names" {
  command = plan
  variables {
    namespace          = "access"
    serviceAccountName = "connector"
  }
  assert {
    condition     = strcontains(aws_iam_role.connector[0].assume_role_policy, "\"system:serviceaccount:access:connector\"")
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
  assert {
    condition     = helm_release.connector.namespace == "access" && kubernetes_namespace_v1.connector[0].metadata[0].name == "access"
    error_message = "the release is in another namespace"
  }
}

run "pod_identity" {
  command = plan
  variables {
    identity = "pod-identity"
  }
  assert {
    condition = jsondecode(aws_iam_role.connector[0].assume_role_policy) == {
      Version = "2012-10-17"
      Statement = [{
        Effect    = "Allow"
        Principal = { Service = "pods.eks.amazonaws.com" }
        Action    = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:RequestTag/eks-cluster-arn"            = "arn:aws:eks:eu-central-1:012345678901:cluster/main"
            "aws:RequestTag/kubernetes-namespace"       = "apono-connector"
            "aws:RequestTag/kubernetes-service-account" = "apono"
          }
        }
      }]
    }
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
  assert {
    condition = (
      aws_eks_pod_identity_association.connector[0].cluster_name == "main" &&
      aws_eks_pod_identity_association.connector[0].namespace == "apono-connector" &&
      aws_eks_pod_identity_association.connector[0].service_account == "apono"
    )
    error_message = "the association is for another service account"
  }
  assert {
    condition     = length(aws_iam_openid_connect_provider.cluster) == 0 && length(data.aws_iam_openid_connect_provider.cluster) == 0
    error_message = "an OIDC provider is made or looked for"
  }
  # An annotated service account would take the role by its web identity, which the role does not trust.
  assert {
    condition     = yamldecode(helm_release.connector.values[0]).serviceAccount == { name = "apono", manageClusterRoles = true }
    error_message = helm_release.connector.values[0]
  }
}

run "china" {
  command = plan
  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-cn" }
  }
  assert {
    condition     = jsondecode(aws_iam_role.connector[0].assume_role_policy).Statement[0].Principal.Federated == "arn:aws-cn:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
  assert {
    condition     = length(kubernetes_service_account_v1.connector) == 1
    error_message = "the chart would annotate the service account with a role of the partition aws"
  }
  assert {
    condition     = yamldecode(helm_release.connector.values[0]).serviceAccount == { name = "apono", manageClusterRoles = true, create = false }
    error_message = helm_release.connector.values[0]
  }
  assert {
    condition = alltrue([
      for policy in concat(values(aws_iam_role_policy.permissions)[*].policy, [aws_iam_role_policy.guardrails[0].policy]) :
      !strcontains(policy, "arn:aws:")
    ])
    error_message = "a policy names resources of another partition"
  }
}

run "govcloud_with_pod_identity" {
  command = plan
  override_data {
    target = data.aws_partition.current
    values = { partition = "aws-us-gov" }
  }
  variables {
    identity = "pod-identity"
  }
  assert {
    condition     = length(kubernetes_service_account_v1.connector) == 0
    error_message = "the chart makes the service account here: nothing is annotated"
  }
}
