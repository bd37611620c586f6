# The connector's pods on Fargate, in a cluster that needs no nodes for them.

module "apono" {
  source = "../.."

  aponoToken  = var.apono_token
  clusterName = var.cluster_name

  # Fargate takes a pod when it is created: the profile must be there before. Pod Identity does not work on Fargate.
  namespace = one(aws_eks_fargate_profile.connector.selector).namespace
  identity  = "irsa"

  # Fargate has no nodes to share: it rounds up to the next size, here 1 vCPU and 3 GB with what it takes itself.
  cpu            = "1"
  cpuRequests    = "1"
  memory         = "2Gi"
  memoryRequests = "2Gi"
}

resource "aws_eks_fargate_profile" "connector" {
  cluster_name           = var.cluster_name
  fargate_profile_name   = "apono-connector"
  pod_execution_role_arn = aws_iam_role.pod_execution.arn
  subnet_ids             = var.private_subnet_ids

  selector {
    namespace = "apono-connector"
  }

  depends_on = [aws_iam_role_policy_attachment.pod_execution]
}

# With it Fargate pulls images and writes logs; the connector's own role is another.
resource "aws_iam_role" "pod_execution" {
  name = "apono-connector-fargate"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "eks-fargate-pods.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        ArnLike = {
          "aws:SourceArn" = "${replace(data.aws_eks_cluster.this.arn, ":cluster/", ":fargateprofile/")}/*"
        }
      }
    }]
  })
}

data "aws_partition" "current" {}

resource "aws_iam_role_policy_attachment" "pod_execution" {
  role       = aws_iam_role.pod_execution.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/AmazonEKSFargatePodExecutionRolePolicy"
}
