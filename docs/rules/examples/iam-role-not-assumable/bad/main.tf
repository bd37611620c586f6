resource "aws_iam_role" "access" {
  name = "access-for-apono"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { AWS = "arn:aws:iam::210987654321:role/apono-connector" }
    }]
  })
}
