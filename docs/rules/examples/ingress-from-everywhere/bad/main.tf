resource "aws_ecs_task_definition" "apono" {
  family = "apono"
  container_definitions = jsonencode([{
    name  = "apono-connector"
    image = "registry.apono.io/apono-connector:v1.7.8"
  }])
}

resource "aws_ecs_service" "apono" {
  name            = "apono"
  task_definition = aws_ecs_task_definition.apono.arn

  network_configuration {
    subnets         = ["subnet-0123456789abcdef0"]
    security_groups = [aws_security_group.apono.id]
  }
}

resource "aws_security_group" "apono" {
  name = "apono"

  ingress {
    from_port   = 0
    to_port     = 65535
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}
