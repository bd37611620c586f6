variable "apono_token" {
  type      = string
  sensitive = true
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id     = "apono"
  secret_string = jsonencode({ username = "apono", password = var.apono_token })
}
