output "management_account_role_arn" {
  description = "ARN of the role in the management account; what Apono asks for when the organization is connected"
  value       = module.apono_organization.management_account_role_arn
}
