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

resource "aws_iam_role_policy_attachment" "extra" {
  for_each = toset([
    "team-0",
    "team-1",
    "team-2",
    "team-3",
    "team-4",
    "team-5",
    "team-6",
    "team-7",
    "team-8",
    "team-9",
    "team-10",
  ])
  role       = aws_iam_role.connector.name
  policy_arn = "arn:aws:iam::210987654321:policy/${each.key}"
}
