# The role while moving from one identity to the other, for several clusters, and with an association of one's own.

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

run "both" {
  command = plan

  variables {
    identity = "both"
  }

  assert {
    condition     = jsondecode(aws_iam_role.connector[0].assume_role_policy).Statement[*].Action == ["sts:AssumeRoleWithWebIdentity", ["sts:AssumeRole", "sts:TagSession"]]
    error_message = aws_iam_role.connector[0].assume_role_policy
  }

  assert {
    condition     = length(aws_iam_openid_connect_provider.cluster) == 1 && length(aws_eks_pod_identity_association.connector) == 1
    error_message = "one of the two ways is missing"
  }

  # The annotation stays, so that pods that run go on with it.
  assert {
    condition     = yamldecode(helm_release.connector.values[0]).serviceAccount.awsRoleName == "apono-own"
    error_message = helm_release.connector.values[0]
  }
}

run "several_clusters" {
  command = plan

  variables {
    workloadIdentity = {
      additionalOidcProviderArns = ["arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER"]
    }
  }

  assert {
    condition = jsondecode(aws_iam_role.connector[0].assume_role_policy).Statement == [
      {
        Effect    = "Allow"
        Principal = { Federated = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD" }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD:sub" = "system:serviceaccount:apono-connector:apono"
            "oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD:aud" = "sts.amazonaws.com"
          }
        }
      },
      {
        Effect    = "Allow"
        Principal = { Federated = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/OTHER" }
        Action    = "sts:AssumeRoleWithWebIdentity"
        Condition = {
          StringEquals = {
            "oidc.eks.eu-west-1.amazonaws.com/id/OTHER:sub" = "system:serviceaccount:apono-connector:apono"
            "oidc.eks.eu-west-1.amazonaws.com/id/OTHER:aud" = "sts.amazonaws.com"
          }
        }
      },
    ]
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
}

run "own_association" {
  command = plan

  variables {
    identity = "pod-identity"
    workloadIdentity = {
      createPodIdentityAssociation = false
      podIdentitySessionTags       = false
    }
  }

  assert {
    condition     = length(aws_eks_pod_identity_association.connector) == 0
    error_message = "a second association is made, which EKS refuses"
  }

  # Only the cluster is known without session tags.
  assert {
    condition = jsondecode(aws_iam_role.connector[0].assume_role_policy).Statement == [{
      Effect    = "Allow"
      Principal = { Service = "pods.eks.amazonaws.com" }
      Action    = ["sts:AssumeRole", "sts:TagSession"]
      Condition = { StringEquals = { "aws:SourceArn" = "arn:aws:eks:eu-central-1:012345678901:cluster/main" } }
    }]
    error_message = aws_iam_role.connector[0].assume_role_policy
  }
}

run "no_session_tags_with_the_modules_own_association" {
  command = plan

  variables {
    identity         = "pod-identity"
    workloadIdentity = { podIdentitySessionTags = false }
  }

  expect_failures = [helm_release.connector]
}

run "agent" {
  command = plan

  variables {
    identity         = "pod-identity"
    workloadIdentity = { createPodIdentityAgent = true }
  }

  assert {
    condition     = aws_eks_addon.pod_identity_agent[0].addon_name == "eks-pod-identity-agent" && aws_eks_addon.pod_identity_agent[0].preserve
    error_message = "another add-on, or it would go with the connector"
  }
}

run "agent_in_auto_mode" {
  command = plan

  override_data {
    target = data.aws_eks_cluster.this
    values = {
      identity       = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD" }] }]
      compute_config = [{ enabled = true, node_pools = [], node_role_arn = "" }]
    }
  }

  variables {
    workloadIdentity = { createPodIdentityAgent = true }
  }

  expect_failures = [aws_eks_addon.pod_identity_agent]
}
