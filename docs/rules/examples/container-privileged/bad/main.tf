resource "aws_ecs_task_definition" "apono" {
  family = "apono"
  container_definitions = jsonencode([{
    name  = "apono-connector"
    image = "registry.apono.io/apono-connector:v1.7.8"
    privileged = true
  }])
}
