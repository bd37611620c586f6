module "apono" {
  source  = "app.terraform.io/acme/apono-ecs-connector/aws"
  version = "~> 1.0"

  aponoTokenSecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:apono-Ab12Cd"
  subnetIds           = ["subnet-0123456789abcdef0"]
  waitFor             = [aws_route.out]
}

resource "aws_route" "out" {
  route_table_id         = "rtb-0123456789abcdef0"
  destination_cidr_block = "0.0.0.0/0"
  nat_gateway_id         = "nat-0123456789abcdef0"
}
