# The cluster's IAM OIDC provider: made, looked up, or named.

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

run "made" {
  command = plan
  assert {
    condition     = aws_iam_openid_connect_provider.cluster[0].url == "https://oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
    error_message = "the provider is not the one of the cluster's issuer"
  }
  assert {
    condition     = aws_iam_openid_connect_provider.cluster[0].client_id_list == toset(["sts.amazonaws.com"])
    error_message = "the provider takes other audiences"
  }
  assert {
    condition     = length(data.aws_iam_openid_connect_provider.cluster) == 0
    error_message = "the provider is looked up although it is made"
  }
  assert {
    condition     = local.oidc_provider_arn == "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
    error_message = local.oidc_provider_arn
  }
}

run "looked_up" {
  command = plan
  override_data {
    target = data.aws_iam_openid_connect_provider.cluster
    values = {
      arn            = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
      client_id_list = ["sts.amazonaws.com"]
    }
  }
  variables {
    createOidcProvider = false
  }
  assert {
    condition     = length(aws_iam_openid_connect_provider.cluster) == 0
    error_message = "a provider is made although one exists"
  }
  assert {
    condition     = data.aws_iam_openid_connect_provider.cluster[0].url == "https://oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
    error_message = "it is not looked up by the cluster's issuer"
  }
  assert {
    condition     = output.oidc_provider_arn == "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
    error_message = output.oidc_provider_arn
  }
}

run "named" {
  command = plan
  variables {
    oidcProviderArn = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
  }
  assert {
    condition     = length(aws_iam_openid_connect_provider.cluster) == 0
    error_message = "a provider is made although one is named"
  }
  assert {
    condition     = data.aws_iam_openid_connect_provider.cluster[0].arn == var.oidcProviderArn
    error_message = "nobody looks whether it exists"
  }
  assert {
    condition     = output.oidc_provider_arn == var.oidcProviderArn
    error_message = output.oidc_provider_arn
  }
}

run "named_of_another_cluster" {
  command = plan
  variables {
    oidcProviderArn = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/OTHER"
  }
  expect_failures = [data.aws_iam_openid_connect_provider.cluster]
}

run "without_the_audience" {
  command = plan
  override_data {
    target = data.aws_iam_openid_connect_provider.cluster
    values = {
      arn            = "arn:aws:iam::012345678901:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD"
      client_id_list = ["other"]
    }
  }
  variables {
    createOidcProvider = false
  }
  expect_failures = [data.aws_iam_openid_connect_provider.cluster]
}

run "cluster_without_issuer" {
  command = plan
  override_data {
    target = data.aws_eks_cluster.this
    values = { endpoint = "https://example.com", identity = [] }
  }
  expect_failures = [terraform_data.cluster]
}

run "cluster_without_issuer_needs_none_with_pod_identity" {
  command = plan
  override_data {
    target = data.aws_eks_cluster.this
    values = {
      arn      = "arn:aws:eks:eu-central-1:012345678901:cluster/main"
      identity = []
    }
  }
  variables {
    identity = "pod-identity"
  }
  assert {
    condition     = output.oidc_provider_arn == null
    error_message = "there is no provider to tell of"
  }
}
