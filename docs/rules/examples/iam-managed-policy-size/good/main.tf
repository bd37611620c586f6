resource "aws_iam_role" "connector" {
  name = "apono-connector"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ecs-tasks.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = "210987654321" } }
    }]
  })
}

resource "aws_iam_role_policy_attachment" "reports" {
  role       = aws_iam_role.connector.name
  policy_arn = aws_iam_policy.reports.arn
}

resource "aws_iam_policy" "reports" {
  name = "reports"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = ["s3:GetObject"]
      Resource = [
        "arn:aws:s3:::reports-of-the-department-0/*",
        "arn:aws:s3:::reports-of-the-department-1/*",
        "arn:aws:s3:::reports-of-the-department-2/*",
      ]
    }]
  })
}
