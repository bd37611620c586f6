resource "aws_iam_role" "access" {
  name = "apono-access"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect = "Allow"
      Action = "sts:AssumeRole"
      Principal = {
        AWS = [
          "arn:aws:iam::210987654321:role/apono-connector-of-department-0",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-1",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-2",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-3",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-4",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-5",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-6",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-7",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-8",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-9",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-10",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-11",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-12",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-13",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-14",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-15",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-16",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-17",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-18",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-19",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-20",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-21",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-22",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-23",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-24",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-25",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-26",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-27",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-28",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-29",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-30",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-31",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-32",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-33",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-34",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-35",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-36",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-37",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-38",
          "arn:aws:iam::210987654321:role/apono-connector-of-department-39",
        ]
      }
    }]
  })
}
