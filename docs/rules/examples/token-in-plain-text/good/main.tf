variable "apono_token" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "aws_secretsmanager_secret_version" "token" {
  secret_id                = "apono"
  secret_string_wo         = jsonencode({ username = "apono", password = var.apono_token })
  secret_string_wo_version = 1
}
