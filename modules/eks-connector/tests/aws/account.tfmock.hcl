# An account with one EKS cluster, whose OIDC provider exists, and nothing else that a test does not say.

mock_data "aws_caller_identity" {
  defaults = { account_id = "012345678901" }
}

mock_data "aws_region" {
  defaults = { id = "eu-central-1" }
}

mock_data "aws_partition" {
  defaults = { partition = "aws" }
}

mock_data "aws_eks_cluster" {
  defaults = {
    arn      = "arn:aws:eks:eu-central-1:012345678901:cluster/main"
    identity = [{ oidc = [{ issuer = "https://oidc.eks.eu-central-1.amazonaws.com/id/0123ABCD" }] }]
  }
}

mock_data "aws_iam_openid_connect_provider" {
  defaults = { client_id_list = ["sts.amazonaws.com"] }
}

mock_resource "aws_iam_role" {
  defaults = { arn = "arn:aws:iam::012345678901:role/apono-connector-role" }
}
