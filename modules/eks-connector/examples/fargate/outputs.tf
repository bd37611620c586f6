output "connector_role_arn" {
  description = "ARN of the connector's role; what Apono asks for when the account is connected"
  value       = module.apono.connector_role_arn
}
