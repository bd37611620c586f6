provider "aws" {
  alias  = "workloads"
  region = var.region

  assume_role {
    role_arn     = var.deployment_role_arn
    session_name = "apono-connector"
  }
}

data "aws_eks_cluster" "this" {
  provider = aws.workloads
  name     = var.cluster_name
}

# Lives for one run, and is kept nowhere.
ephemeral "aws_eks_cluster_auth" "this" {
  provider = aws.workloads
  name     = var.cluster_name
}

provider "helm" {
  alias = "workloads"

  kubernetes = {
    host                   = data.aws_eks_cluster.this.endpoint
    cluster_ca_certificate = base64decode(data.aws_eks_cluster.this.certificate_authority[0].data)
    token                  = ephemeral.aws_eks_cluster_auth.this.token
  }
}

provider "kubernetes" {
  alias                  = "workloads"
  host                   = data.aws_eks_cluster.this.endpoint
  cluster_ca_certificate = base64decode(data.aws_eks_cluster.this.certificate_authority[0].data)
  token                  = ephemeral.aws_eks_cluster_auth.this.token
}
